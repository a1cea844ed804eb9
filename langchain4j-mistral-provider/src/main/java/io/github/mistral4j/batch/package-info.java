/** Many requests at half the price, answered within a day. */
@NullMarked
package io.github.mistral4j.batch;

import org.jspecify.annotations.NullMarked;

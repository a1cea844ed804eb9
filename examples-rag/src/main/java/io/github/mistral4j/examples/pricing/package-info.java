/** What an answer costs, and what it would have cost. */
@NullMarked
package io.github.mistral4j.examples.pricing;

import org.jspecify.annotations.NullMarked;

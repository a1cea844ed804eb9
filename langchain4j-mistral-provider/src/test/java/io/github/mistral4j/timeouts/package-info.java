@NullMarked
package io.github.mistral4j.timeouts;

import org.jspecify.annotations.NullMarked;

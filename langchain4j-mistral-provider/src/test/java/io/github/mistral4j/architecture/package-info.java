/** Which package may use which, and what a native image must be told. */
@NullMarked
package io.github.mistral4j.architecture;

import org.jspecify.annotations.NullMarked;

/** Filling gaps in code. */
@NullMarked
package io.github.mistral4j.completion;

import org.jspecify.annotations.NullMarked;

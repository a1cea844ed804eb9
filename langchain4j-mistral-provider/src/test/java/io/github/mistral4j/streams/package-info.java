/** A stream loses nothing, has one ending and can be cancelled. */
@NullMarked
package io.github.mistral4j.streams;

import org.jspecify.annotations.NullMarked;

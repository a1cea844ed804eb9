/** Recorded answers of the real API are read as they were meant. */
@NullMarked
package io.github.mistral4j.recordings;

import org.jspecify.annotations.NullMarked;

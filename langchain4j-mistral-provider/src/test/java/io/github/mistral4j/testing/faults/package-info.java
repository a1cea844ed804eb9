/** A server that misbehaves on purpose, byte by byte, and what is needed to watch a stream of it. */
@NullMarked
package io.github.mistral4j.testing.faults;

import org.jspecify.annotations.NullMarked;

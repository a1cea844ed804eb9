/** The commands, and everything that knows of a terminal. */
@NullMarked
package io.github.mistral4j.examples.cli;

import org.jspecify.annotations.NullMarked;

/** A stand-in for the Mistral API on loopback, for a first run without a key. */
@NullMarked
package io.github.mistral4j.examples.standin;

import org.jspecify.annotations.NullMarked;

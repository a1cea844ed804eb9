/** What the stand-in quotes from a prompt, and that it is as strict as the real API. */
@NullMarked
package io.github.mistral4j.examples.standin;

import org.jspecify.annotations.NullMarked;

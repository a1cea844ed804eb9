/** A stand-in for the Mistral API that is as strict as the real one, and the checks that make it so. */
@NullMarked
package io.github.mistral4j.testing;

import org.jspecify.annotations.NullMarked;

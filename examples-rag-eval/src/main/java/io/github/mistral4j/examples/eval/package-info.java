/** Measures the application with questions whose answers are known. */
@NullMarked
package io.github.mistral4j.examples.eval;

import org.jspecify.annotations.NullMarked;

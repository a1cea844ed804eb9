/** Files to lines, lines to passages. */
@NullMarked
package io.github.mistral4j.examples.documents;

import org.jspecify.annotations.NullMarked;

/** The vector store behind a URL, and the record of what is in it. */
@NullMarked
package io.github.mistral4j.examples.store;

import org.jspecify.annotations.NullMarked;

/** Embedding calls of any size. Not part of the API. */
@NullMarked
package io.github.mistral4j.internal.embeddings;

import org.jspecify.annotations.NullMarked;

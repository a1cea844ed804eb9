/** The JSON of the endpoints beside chat and embeddings: maps there and back. */
@NullMarked
package io.github.mistral4j.client.internal.endpoints;

import org.jspecify.annotations.NullMarked;

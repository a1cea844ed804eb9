/** The models beside chat and embeddings: what they send, how their answers and streams are read, what they refuse. */
@NullMarked
package io.github.mistral4j.endpoints;

import org.jspecify.annotations.NullMarked;

/** Every endpoint beside chat and embeddings, called once. */
@NullMarked
package io.github.mistral4j.testing.calls;

import org.jspecify.annotations.NullMarked;

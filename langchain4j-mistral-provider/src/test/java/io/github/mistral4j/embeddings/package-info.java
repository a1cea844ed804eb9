/** Any number of texts in, a vector for each out, in the order and with the failures that one can act on. */
@NullMarked
package io.github.mistral4j.embeddings;

import org.jspecify.annotations.NullMarked;

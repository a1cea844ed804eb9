@NullMarked
package io.github.mistral4j.embeddings;

import org.jspecify.annotations.NullMarked;

/** Words in four languages, so that a question in one finds and quotes documents in another without a language model. */
@NullMarked
package io.github.mistral4j.examples.language;

import org.jspecify.annotations.NullMarked;

/**
 * Mistral's models for LangChain4j 0.36, the last release with {@code ChatLanguageModel}. The models work on a
 * {@link io.github.mistral4j.client.MistralClient}, and their failures are its
 * {@link io.github.mistral4j.client.MistralException}s: 0.36 has none of its own.
 */
@NullMarked
package io.github.mistral4j.core036;

import org.jspecify.annotations.NullMarked;

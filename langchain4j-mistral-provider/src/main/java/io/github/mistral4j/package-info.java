/**
 * LangChain4j's models on Mistral's API: what an application imports.
 *
 * <pre>{@code
 * try (MistralClient client = MistralClient.builder().requestsPerSecond(1).build()) { // the key is in MISTRAL_API_KEY
 *     ChatModel chat = MistralChatModel.builder().client(client).modelName("mistral-small-latest").build();
 *     EmbeddingModel embed = MistralEmbeddingModel.builder().client(client).modelName("mistral-embed").build();
 *     String answer = chat.chat("What is a vector store?");
 *     Embedding vector = embed.embed(answer).content();
 * }
 * }</pre>
 *
 * <p>A model that was built without {@code client(…)} has a client of its own, which it closes with itself.
 */
@NullMarked
package io.github.mistral4j;

import org.jspecify.annotations.NullMarked;

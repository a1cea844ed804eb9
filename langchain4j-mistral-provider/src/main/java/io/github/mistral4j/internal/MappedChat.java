package io.github.mistral4j.internal;

import io.github.mistral4j.client.api.ChatCompletionRequest;

/**
 * A request as the API takes it.
 *
 * @param toolNames to read its answer with
 */
public record MappedChat(ChatCompletionRequest request, ToolNames toolNames) {}

package io.github.mistral4j.client;

import io.github.mistral4j.client.api.ChatChunkListener;

/** Receives a streamed chat completion piece by piece, all on one thread. */
public interface ChatStreamListener extends ChatChunkListener, MistralStream.Listener {}

package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.embedding.listener.EmbeddingModelListener;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;

/** Listeners for our models only. As beans of their own types they would be told of other providers' calls as well. */
record OwnListeners(ChatModelListener chat, EmbeddingModelListener embedding, ModerationModelListener moderation) {}

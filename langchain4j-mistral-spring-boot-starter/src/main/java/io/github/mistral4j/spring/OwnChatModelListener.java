package io.github.mistral4j.spring;

import dev.langchain4j.model.chat.listener.ChatModelListener;

/** A listener for our models only. As a bean of its own type it would be told of other providers' calls as well. */
record OwnChatModelListener(ChatModelListener listener) {}

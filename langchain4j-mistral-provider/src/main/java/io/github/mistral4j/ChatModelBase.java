package io.github.mistral4j;

import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.mistral4j.internal.ClientHandle;
import java.util.List;
import java.util.Set;

/** What the two chat models have in common. */
abstract sealed class ChatModelBase implements AutoCloseable permits MistralChatModel, MistralStreamingChatModel {

    // Fields, since a test that spies on a model would see calls of methods as calls of the model.
    final ClientHandle handle;
    final ChatSettings settings;

    ChatModelBase(ClientHandle handle, ChatSettings settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public final ChatRequestParameters defaultRequestParameters() {
        return settings.parameters();
    }

    public List<ChatModelListener> listeners() {
        return settings.listeners();
    }

    public final ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    public final Set<Capability> supportedCapabilities() {
        return settings.capabilities();
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public final void close() {
        handle.close();
    }
}

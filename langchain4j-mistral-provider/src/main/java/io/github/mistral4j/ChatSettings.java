package io.github.mistral4j;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.internal.ChatRequestMapper;
import io.github.mistral4j.internal.MappedChat;
import io.github.mistral4j.internal.MistralSettings;
import io.github.mistral4j.internal.ParameterCheck;
import io.github.mistral4j.internal.Setting;
import java.util.List;
import java.util.Set;

/** What a chat model was built with. */
record ChatSettings(
        MistralChatRequestParameters parameters, List<ChatModelListener> listeners, Set<Capability> capabilities) {

    ChatSettings {
        ParameterCheck.check(parameters, parameters.settings());
    }

    /** A request on its way out, and what its answer is read with. */
    MistralChatCall map(ChatRequest request) {
        String model = request.parameters().modelName();
        if (model == null || model.isBlank()) {
            throw new InvalidRequestException(
                    "modelName must be set, on the model's builder or in the request; see MistralChatModelName");
        }
        // A subclass of another provider carries none of our settings; those of the model hold then.
        MistralSettings settings = request.parameters() instanceof MistralChatRequestParameters own
                ? own.settings()
                : parameters.settings();
        for (ChatModelListener listener : listeners) {
            if (listener instanceof MistralBudget budget) {
                budget.require(request);
            }
        }
        MappedChat mapped = ChatRequestMapper.map(request, settings);
        return new MistralChatCall(mapped.request(), mapped.toolNames(), settings.get(Setting.RETURN_THINKING, true));
    }
}

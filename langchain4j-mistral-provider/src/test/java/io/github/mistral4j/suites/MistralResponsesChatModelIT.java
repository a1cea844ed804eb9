package io.github.mistral4j.suites;

import static io.github.mistral4j.MistralChatModelName.MISTRAL_SMALL_LATEST;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.mistral4j.responses.MistralResponsesChatModel;
import java.util.List;

class MistralResponsesChatModelIT extends MistralChatModelIT {

    private final ChatModel model = MistralResponsesChatModel.builder()
            .client(client)
            .modelName(MISTRAL_SMALL_LATEST)
            .build();

    @Override
    protected List<ChatModel> models() {
        return List.of(model);
    }

    @Override
    protected ChatModel createModelWith(ChatRequestParameters parameters) {
        MistralResponsesChatModel.Builder builder =
                MistralResponsesChatModel.builder().client(client);
        if (parameters.modelName() == null) {
            builder.modelName(MISTRAL_SMALL_LATEST);
        }
        return builder.defaultRequestParameters(parameters).build();
    }

    @Override
    protected boolean supportsStopSequencesParameter() {
        return false;
    }
}

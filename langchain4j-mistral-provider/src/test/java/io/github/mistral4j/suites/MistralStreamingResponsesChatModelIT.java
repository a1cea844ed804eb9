package io.github.mistral4j.suites;

import static io.github.mistral4j.MistralChatModelName.MISTRAL_SMALL_LATEST;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.mistral4j.responses.MistralStreamingResponsesChatModel;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;

class MistralStreamingResponsesChatModelIT extends StreamingChatModelSuite {

    private final StreamingChatModel model =
            builder().modelName(MISTRAL_SMALL_LATEST).build();

    MistralStreamingResponsesChatModelIT() {
        super(ToolCallStreaming.ONE_EVENT_EACH);
    }

    private MistralStreamingResponsesChatModel.Builder builder() {
        return MistralStreamingResponsesChatModel.builder().client(client);
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(model);
    }

    @Override
    protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
        MistralStreamingResponsesChatModel.Builder builder = builder();
        if (parameters.modelName() == null) {
            builder.modelName(MISTRAL_SMALL_LATEST);
        }
        return builder.defaultRequestParameters(parameters).build();
    }

    @Override
    public StreamingChatModel createModelWith(ChatModelListener listener) {
        return builder().modelName(MISTRAL_SMALL_LATEST).listeners(listener).build();
    }

    @Override
    protected boolean supportsStopSequencesParameter() {
        return false;
    }
}

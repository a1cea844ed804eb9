package io.github.mistral4j.suites;

import static io.github.mistral4j.MistralChatModelName.MINISTRAL_8B_LATEST;
import static io.github.mistral4j.MistralChatModelName.MISTRAL_SMALL_LATEST;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.times;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.AbstractStreamingChatModelIT;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.MistralChatResponseMetadata;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.MistralRequests;
import io.github.mistral4j.testing.Script;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.mockito.InOrder;

// The suite's test of cancellation waits for 30 seconds that nothing comes any more: its classes wait side by side.
@Execution(ExecutionMode.CONCURRENT)
public abstract class StreamingChatModelSuite extends AbstractStreamingChatModelIT {

    private final ToolCallStreaming toolCalls;
    private final MistralTestServer mistral;
    final MistralClient client;
    private final StreamingChatModel model;

    protected StreamingChatModelSuite(ToolCallStreaming toolCalls) {
        this.toolCalls = toolCalls;
        mistral = Script.of("chat").serve(toolCalls);
        client = MistralClient.builder()
                .baseUrl(mistral.baseUrl())
                .apiKey(MistralTestServer.API_KEY)
                .build();
        model = chatBuilder().modelName(MISTRAL_SMALL_LATEST).build();
    }

    @AfterAll
    void verifyRequests() {
        client.close();
        mistral.close();
        MistralRequests.verify(mistral);
    }

    private MistralStreamingChatModel.Builder chatBuilder() {
        return MistralStreamingChatModel.builder().client(client);
    }

    protected StreamingChatModel model() {
        return model;
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(model);
    }

    @Override
    protected StreamingChatModel createModelWith(ChatRequestParameters parameters) {
        MistralStreamingChatModel.Builder builder = chatBuilder();
        if (parameters.modelName() == null) {
            builder.modelName(MISTRAL_SMALL_LATEST);
        }
        return builder.defaultRequestParameters(parameters).build();
    }

    @Override
    public StreamingChatModel createModelWith(ChatModelListener listener) {
        return chatBuilder().modelName(MISTRAL_SMALL_LATEST).listeners(listener).build();
    }

    @Override
    protected String customModelName() {
        return MINISTRAL_8B_LATEST;
    }

    @Override
    protected ChatRequestParameters createIntegrationSpecificParameters(int maxOutputTokens) {
        return MistralChatRequestParameters.builder()
                .maxOutputTokens(maxOutputTokens)
                .build();
    }

    @Override
    protected Class<? extends ChatResponseMetadata> chatResponseMetadataType(StreamingChatModel model) {
        return MistralChatResponseMetadata.class;
    }

    @Override
    protected Class<? extends TokenUsage> tokenUsageType(StreamingChatModel model) {
        return MistralTokenUsage.class;
    }

    // The suite of core 1.19 leaves these two to the provider; the one of core 1.20 asks for less.

    @Override
    protected void verifyToolCallbacks(StreamingChatResponseHandler handler, InOrder io, String id) {
        verifyToolCall(handler, io, 0, id, "getWeather", "{\"city\":\"Munich\"}");
    }

    @Override
    protected void verifyToolCallbacks(StreamingChatResponseHandler handler, InOrder io, String id1, String id2) {
        verifyToolCall(handler, io, 0, id1, "getWeather", "{\"city\":\"Munich\"}");
        verifyToolCall(handler, io, 1, id2, "getTime", "{\"country\":\"France\"}");
    }

    private void verifyToolCall(
            StreamingChatResponseHandler handler, InOrder io, int index, String id, String name, String arguments) {
        io.verify(handler, toolCalls == ToolCallStreaming.FRAGMENTS ? atLeast(2) : times(1))
                .onPartialToolCall(
                        argThat(part -> part.index() == index
                                && part.id().equals(id)
                                && part.name().equals(name)
                                && arguments.contains(part.partialArguments())),
                        any());
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id(id)
                .name(name)
                .arguments(arguments)
                .build();
        io.verify(handler).onCompleteToolCall(new CompleteToolCall(index, call));
    }
}

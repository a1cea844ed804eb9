package io.github.mistral4j.batch;

import dev.langchain4j.Experimental;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.chat.BatchChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.ChatModelBuilder;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.internal.BatchWire;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.ToolNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chat requests in batch jobs ({@code /v1/batch/jobs}), at half the price. The requests are checked and mapped as those of
 * {@link MistralChatModel}, before anything is sent; a refusal names the place of the request. One model serves all of a job.
 *
 * <p>Up to 10,000 requests go with the job, more as a file, which is deleted when this model has seen the end of the job, and by the
 * server a day after the job must have ended. A job is never started twice: when the connection fails after bytes were sent, the call
 * fails, and {@link #list} tells whether it was started. Results come in the order of the requests; one that failed, or
 * that the server left out, is a failure of its own. Fetch them within a day.
 */
@Experimental
public final class MistralBatchChatModel extends Batches<ChatResponse> implements BatchChatModel {

    private final RecordedChat recorded = new RecordedChat();
    private final MistralChatModel model;

    private MistralBatchChatModel(Builder builder) {
        super(builder.handle(), "/v1/chat/completions", builder.timeoutHours, builder.pauses);
        this.model = builder.over(recorded);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Starts a job.
     *
     * @throws InvalidRequestException when a request cannot be sent, with its place, when they name several models, or when a tool has
     *     a name that the API does not take: its calls would come back under another
     */
    @Override
    public BatchResponse<ChatResponse> submit(BatchRequest<ChatRequest> request) {
        List<Map<String, @Nullable Object>> bodies = new ArrayList<>();
        String name = null;
        for (ChatRequest chat : request.requests()) {
            int place = bodies.size();
            ChatCompletionRequest mapped = mapped(place, withDefaults(chat));
            if (name != null && !name.equals(mapped.model())) {
                throw new InvalidRequestException("request " + place + " names the model " + mapped.model()
                        + ", those before it " + name + ": one model serves all requests of a job");
            }
            name = mapped.model();
            bodies.add(BatchWire.chat(mapped));
        }
        return submit(name == null ? "" : name, bodies);
    }

    private ChatCompletionRequest mapped(int place, ChatRequest chat) {
        String where = "request " + place + ": ";
        for (ToolSpecification tool : chat.toolSpecifications()) {
            if (!ToolNames.isAccepted(tool.name())) {
                throw new InvalidRequestException(where + "the name of the tool '" + tool.name()
                        + "' must be 1 to 64 letters, digits, '_' or '-' in a batch");
            }
        }
        try {
            return recorded.requestOf(() -> model.doChat(chat));
        } catch (UnsupportedFeatureException e) {
            throw new UnsupportedFeatureException(where + e.getMessage());
        } catch (LangChain4jException e) {
            throw new InvalidRequestException(where + e.getMessage(), e);
        }
    }

    private ChatRequest withDefaults(ChatRequest request) {
        return ChatRequest.builder()
                .messages(request.messages())
                .parameters(model.defaultRequestParameters().overrideWith(request.parameters()))
                .build();
    }

    @Override
    ChatResponse answer(Map<String, @Nullable Object> body) throws IOException {
        ChatCompletionResponse response = BatchWire.chatAnswer(body);
        if (FinishReason.ERROR.equals(response.choices().get(0).finishReason())) {
            throw new IOException("the server gave up the answer");
        }
        List<ChatResponse> read = new ArrayList<>(1);
        recorded.answering(
                response,
                () -> read.add(model.doChat(withDefaults(
                        ChatRequest.builder().messages(UserMessage.from("read")).build()))));
        return read.get(0);
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ChatModelBuilder<Builder> {

        private @Nullable Integer timeoutHours;
        private Batches.Pauses pauses = Batches.Pauses.SYSTEM;

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /**
         * Not for batches: their requests are answered hours later, perhaps in another process.
         *
         * @throws UnsupportedFeatureException when there is one
         */
        @Override
        public Builder listeners(@Nullable List<ChatModelListener> listeners) {
            if (listeners != null && !listeners.isEmpty()) {
                throw new UnsupportedFeatureException("listeners are not told of the requests of a batch");
            }
            return this;
        }

        /** {@code timeout_hours}: when the server gives up, 1 to 168; 24 by default. */
        public Builder timeoutHours(@Nullable Integer timeoutHours) {
            if (timeoutHours != null && (timeoutHours < 1 || timeoutHours > 168)) {
                throw new IllegalArgumentException("timeoutHours must be between 1 and 168, but is " + timeoutHours);
            }
            this.timeoutHours = timeoutHours;
            return this;
        }

        Builder pauses(Batches.Pauses pauses) {
            this.pauses = pauses;
            return this;
        }

        private ClientHandle handle() {
            return clientHandle();
        }

        private MistralChatModel over(RecordedChat recorded) {
            return mappingOnly(recorded);
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralBatchChatModel build() {
            return new MistralBatchChatModel(this);
        }
    }
}

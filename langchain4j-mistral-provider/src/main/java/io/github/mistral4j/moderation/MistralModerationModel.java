package io.github.mistral4j.moderation;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.CountableMessages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's moderation ({@code POST /v1/moderations} and {@code /v1/chat/moderations}). Categories are the server's, by name; some
 * (health, financial, law, pii) are topics and not harm, so which ones count is the caller's choice. Safe for use by many threads.
 *
 * <pre>{@code
 * ModerationModel moderation = MistralModerationModel.builder()
 *         .categories(Set.of("violence_and_threats", "hate_and_discrimination", "jailbreaking"))
 *         .threshold("selfharm", 0.2)
 *         .build();
 * }</pre>
 *
 * <p>The response's {@code metadata()} has {@code results}, a list of {@link MistralModerationResult}, {@code model},
 * {@code usage} and {@code requestId}.
 */
public final class MistralModerationModel implements ModerationModel, AutoCloseable {

    /** The key of {@link ModerationResponse#metadata()} whose value is a list of {@link MistralModerationResult}. */
    public static final String RESULTS = "results";

    private final ClientHandle handle;
    private final String modelName;
    private final @Nullable Set<String> categories;
    private final Map<String, Double> thresholds;
    private final List<ModerationModelListener> listeners;

    private MistralModerationModel(Builder builder, ClientHandle handle) {
        this.handle = handle;
        this.modelName = builder.modelName;
        this.categories = builder.categories;
        this.thresholds = Map.copyOf(builder.thresholds);
        this.listeners = builder.listeners;
    }

    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ModerationResponse doModerate(ModerationRequest request) {
        List<String> texts = request.texts();
        if (texts == null || texts.isEmpty()) {
            throw new InvalidRequestException("texts must hold at least one text");
        }
        String model = request.modelName() == null ? modelName : request.modelName();
        return answer(() -> handle.client().moderate(model, texts), texts);
    }

    /** Judges the texts of messages, each alone; what has no text is left out. */
    @Override
    public Response<Moderation> moderate(List<ChatMessage> messages) {
        List<String> texts = messages.stream()
                .map(MistralModerationModel::text)
                .filter(text -> !text.isBlank())
                .toList();
        return Response.from(
                texts.isEmpty()
                        ? Moderation.notFlagged()
                        : moderate(ModerationRequest.builder().texts(texts).build())
                                .moderation());
    }

    @Override
    public Response<Moderation> moderate(ChatMessage message) {
        return moderate(List.of(message));
    }

    /**
     * Judges the last turn of a conversation in the light of the others. Listeners are told the texts of all.
     *
     * @return flagged with the text of the last message
     */
    public ModerationResponse moderateConversation(List<ChatMessage> messages) {
        if (messages.isEmpty()) {
            throw new InvalidRequestException("messages must hold at least one message");
        }
        List<String> texts = messages.stream().map(MistralModerationModel::text).toList();
        return new Conversation(messages, texts.subList(texts.size() - 1, texts.size()))
                .moderate(ModerationRequest.builder().texts(texts).build());
    }

    /** One conversation, with the listeners that LangChain4j's interface calls. */
    private final class Conversation implements ModerationModel {

        private final List<ChatMessage> messages;
        private final List<String> last;

        Conversation(List<ChatMessage> messages, List<String> last) {
            this.messages = messages;
            this.last = last;
        }

        @Override
        public ModerationResponse doModerate(ModerationRequest request) {
            return answer(() -> handle.client().moderateChat(modelName, List.of(CountableMessages.of(messages))), last);
        }

        @Override
        public List<ModerationModelListener> listeners() {
            return listeners;
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.MISTRAL_AI;
        }

        @Override
        public String modelName() {
            return modelName;
        }
    }

    private static String text(ChatMessage message) {
        String text = null;
        if (message instanceof UserMessage user) {
            text = text(user.contents());
        } else if (message instanceof AiMessage answer) {
            text = answer.text();
        } else if (message instanceof SystemMessage system) {
            text = system.text();
        } else if (message instanceof ToolExecutionResultMessage result) {
            text = text(result.contents());
        }
        return text == null ? "" : text;
    }

    private static String text(List<Content> contents) {
        return contents.stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .collect(Collectors.joining("\n"));
    }

    private interface Call {
        MistralResponse<Moderations> run();
    }

    private ModerationResponse answer(Call call, List<String> texts) {
        MistralResponse<Moderations> response;
        try {
            response = call.run();
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
        List<MistralModerationResult> results = new ArrayList<>();
        for (Moderations.Result result : response.body().results()) {
            results.add(MistralModerationResult.of(result, categories, thresholds));
        }
        if (results.size() != texts.size()) {
            throw new InternalServerException("the server judged " + results.size() + " of " + texts.size() + " texts");
        }
        Moderation moderation = Moderation.notFlagged();
        for (int i = 0; i < results.size(); i++) {
            if (results.get(i).flagged()) {
                moderation = Moderation.flagged(texts.get(i));
                break;
            }
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(RESULTS, List.copyOf(results));
        put(metadata, "model", response.body().model());
        put(metadata, "usage", response.body().usage());
        put(metadata, "requestId", response.info().requestId());
        return ModerationResponse.builder()
                .moderation(moderation)
                .metadata(metadata)
                .build();
    }

    private static void put(Map<String, Object> metadata, String name, @Nullable Object value) {
        if (value != null) {
            metadata.put(name, value);
        }
    }

    @Override
    public List<ModerationModelListener> listeners() {
        return listeners;
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    @Override
    public String modelName() {
        return modelName;
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final String DEFAULT_MODEL = "mistral-moderation-2603";

        private String modelName = DEFAULT_MODEL;
        private @Nullable Set<String> categories;
        private final Map<String, Double> thresholds = new LinkedHashMap<>();
        private List<ModerationModelListener> listeners = List.of();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}; {@code mistral-moderation-2603} by default. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName == null ? DEFAULT_MODEL : modelName;
            return this;
        }

        /**
         * The categories that count, by the server's names; all by default. A call to a model that has none of them fails, since it
         * would let everything pass.
         */
        public Builder categories(@Nullable Set<String> categories) {
            this.categories = categories == null ? null : Set.copyOf(categories);
            return this;
        }

        /**
         * A threshold of one's own for a category, 0 to 1, in the place of the server's. A category with one counts, and the model
         * must have it.
         */
        public Builder threshold(String category, double threshold) {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new IllegalArgumentException(
                        "the threshold of " + category + " must be between 0 and 1, but is " + threshold);
            }
            thresholds.put(category, threshold);
            return this;
        }

        /** Told of each request, answer and failure. */
        public Builder listeners(@Nullable List<ModerationModelListener> listeners) {
            this.listeners = listeners == null ? List.of() : List.copyOf(listeners);
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralModerationModel build() {
            return new MistralModerationModel(this, clientHandle());
        }
    }
}

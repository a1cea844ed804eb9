package io.github.mistral4j.audio;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.Experimental;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.JsonValues;
import io.github.mistral4j.internal.streaming.HandlerCalls;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Text to speech ({@code POST /v1/audio/speech}). A text that is blocked for its content is a {@code ContentFilteredException}. Safe
 * for use by many threads.
 */
@Experimental
public final class MistralTextToSpeechModel implements TextToSpeechModel, AutoCloseable {

    private final ClientHandle handle;
    private final Speech.Request settings;

    private MistralTextToSpeechModel(ClientHandle handle, Speech.Request settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The sound, with its media type. */
    @Override
    public MistralSpeech synthesize(TextToSpeechRequest request) {
        try {
            MistralResponse<Speech> response = handle.client().speak(of(request));
            String type = String.valueOf(response.info().contentType());
            Audio audio = Audio.builder()
                    .binaryData(response.body().audio())
                    .mimeType(type.startsWith("audio/") ? type : AudioTypes.ofFormat(settings.responseFormat()))
                    .build();
            return new MistralSpeech(
                    audio, response.body().usage(), response.info().requestId());
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** As {@link #synthesize(TextToSpeechRequest, Consumer, Consumer, Consumer)}, without the usage. */
    public StreamingHandle synthesize(
            TextToSpeechRequest request, Consumer<byte[]> sound, Runnable complete, Consumer<Throwable> error) {
        requireNonNull(complete, "complete");
        return synthesize(request, sound, usage -> complete.run(), error);
    }

    /**
     * The sound piece by piece, on one thread of the client's; then exactly one of the two endings, or none after a cancellation. What
     * the callbacks throw goes to {@code error}.
     *
     * @param sound the next bytes; what it throws ends the stream
     * @param complete given the usage, null where the server did not say
     * @return to cancel it
     */
    public StreamingHandle synthesize(
            TextToSpeechRequest request,
            Consumer<byte[]> sound,
            Consumer<@Nullable MistralTokenUsage> complete,
            Consumer<Throwable> error) {
        requireNonNull(sound, "sound");
        requireNonNull(complete, "complete");
        HandlerCalls calls = new HandlerCalls(requireNonNull(error, "error"));
        return calls.start(() -> handle.client().streamSpeech(of(request), new MistralStream.EventListener<>() {
            private @Nullable Usage usage;

            @Override
            public void onEvent(Speech piece) {
                usage = piece.usage();
                if (piece.audio().length > 0) {
                    calls.tellOrEnd(() -> sound.accept(piece.audio()));
                }
            }

            @Override
            public void onComplete() {
                calls.tell(() -> complete.accept(MistralTokenUsage.of(usage)));
            }

            @Override
            public void onFailure(MistralException failure) {
                calls.failed(failure);
            }
        }));
    }

    private Speech.Request of(TextToSpeechRequest request) {
        if (request.text() == null || request.text().isBlank()) {
            throw new InvalidRequestException("text must not be blank");
        }
        return new Speech.Request(
                settings.model(),
                request.text(),
                request.voice() != null ? request.voice() : settings.voiceId(),
                settings.refAudio(),
                settings.responseFormat(),
                settings.expressiveness(),
                settings.phonemeHints(),
                settings.extra());
    }

    @Override
    public ModelProvider provider() {
        return ModelProvider.MISTRAL_AI;
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final String DEFAULT_MODEL = "voxtral-mini-tts-2603";
        private static final List<String> OWN_FIELDS = List.of(
                "model",
                "input",
                "voice_id",
                "ref_audio",
                "response_format",
                "expressiveness",
                "phoneme_hints",
                "stream");

        private String modelName = DEFAULT_MODEL;
        private @Nullable String voice;
        private @Nullable String refAudio;
        private @Nullable String responseFormat;
        private @Nullable Double expressiveness;
        private Map<String, List<String>> phonemeHints = Map.of();
        private Map<String, @Nullable Object> extraBody = Map.of();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}; {@code voxtral-mini-tts-2603} by default. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName == null ? DEFAULT_MODEL : modelName;
            return this;
        }

        /** {@code voice_id} of a saved voice; a request's own wins. */
        public Builder voice(@Nullable String voice) {
            this.voice = voice;
            return this;
        }

        /** {@code ref_audio}: a clip of the voice to speak with, base64. */
        public Builder refAudio(@Nullable String refAudio) {
            this.refAudio = refAudio;
            return this;
        }

        /** {@code response_format}: {@code mp3} (the default), {@code wav}, {@code pcm}, {@code flac} or {@code opus}. */
        public Builder responseFormat(@Nullable String responseFormat) {
            this.responseFormat = responseFormat;
            return this;
        }

        /** {@code expressiveness}, 1 or more, of Voxtral 3. */
        public Builder expressiveness(@Nullable Double expressiveness) {
            this.expressiveness = expressiveness;
            return this;
        }

        /** {@code phoneme_hints}: how words are said, each in phones of the IPA. */
        public Builder phonemeHints(@Nullable Map<String, List<String>> phonemeHints) {
            this.phonemeHints = phonemeHints == null ? Map.of() : Map.copyOf(phonemeHints);
            return this;
        }

        /** Further fields by the API's names, such as {@code conversation_history}, added to the body as they are. */
        public Builder extraBody(@Nullable Map<String, @Nullable Object> extraBody) {
            this.extraBody = JsonValues.checked("extraBody", extraBody);
            for (String name : OWN_FIELDS) {
                if (this.extraBody.containsKey(name)) {
                    throw new InvalidRequestException(
                            "extraBody must not hold '" + name + "', which has a setting of its own");
                }
            }
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralTextToSpeechModel build() {
            Speech.Request settings = new Speech.Request(
                    modelName, "", voice, refAudio, responseFormat, expressiveness, phonemeHints, extraBody);
            return new MistralTextToSpeechModel(clientHandle(), settings);
        }
    }
}

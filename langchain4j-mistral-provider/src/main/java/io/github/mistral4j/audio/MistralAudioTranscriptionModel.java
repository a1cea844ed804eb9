package io.github.mistral4j.audio;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.Experimental;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.internal.ClientHandle;
import io.github.mistral4j.internal.streaming.HandlerCalls;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Speech to text ({@code POST /v1/audio/transcriptions}), from bytes, a URL or an uploaded file. The response is a
 * {@link MistralTranscription} with segments, speakers and usage. Safe for use by many threads.
 *
 * <pre>{@code
 * MistralAudioTranscriptionModel model = MistralAudioTranscriptionModel.builder().diarize(true).build();
 * MistralTranscription talk = model.transcribe(AudioTranscriptionRequest.builder(Audio.builder()
 *         .binaryData(bytes).mimeType("audio/mpeg").build()).build());
 * }</pre>
 */
@Experimental
public final class MistralAudioTranscriptionModel implements AudioTranscriptionModel, AutoCloseable {

    private final ClientHandle handle;
    private final Transcription.Request settings;

    private MistralAudioTranscriptionModel(ClientHandle handle, Transcription.Request settings) {
        this.handle = handle;
        this.settings = settings;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * The text of a recording.
     *
     * @throws UnsupportedFeatureException for a {@code prompt}, which the API does not have; see {@link Builder#contextBias}
     */
    @Override
    public MistralTranscription transcribe(AudioTranscriptionRequest request) {
        return transcribe(of(request));
    }

    /** The text of a file that is streamed, and need not fit into memory. */
    public MistralTranscription transcribe(UploadFile file) {
        return transcribe(of(file));
    }

    /** The text of a file that was uploaded before. */
    public MistralTranscription transcribeFile(String fileId) {
        return transcribe(ofFile(fileId));
    }

    /**
     * The text of a recording piece by piece.
     *
     * @return to cancel it; after that the handler hears nothing any more
     */
    public StreamingHandle transcribe(AudioTranscriptionRequest request, MistralTranscriptionHandler handler) {
        return stream(() -> of(request), handler);
    }

    /** As {@link #transcribe(UploadFile)}, piece by piece. */
    public StreamingHandle transcribe(UploadFile file, MistralTranscriptionHandler handler) {
        return stream(() -> of(file), handler);
    }

    /** As {@link #transcribeFile(String)}, piece by piece. */
    public StreamingHandle transcribeFile(String fileId, MistralTranscriptionHandler handler) {
        return stream(() -> ofFile(fileId), handler);
    }

    private StreamingHandle stream(Supplier<Transcription.Request> request, MistralTranscriptionHandler handler) {
        HandlerCalls calls = new HandlerCalls(requireNonNull(handler, "handler")::onError);
        TranscriptionEvents events = new TranscriptionEvents(handler, calls);
        return calls.start(() -> handle.client().streamTranscription(request.get(), events));
    }

    private MistralTranscription transcribe(Transcription.Request request) {
        try {
            MistralResponse<Transcription> response = handle.client().transcribe(request);
            return new MistralTranscription(response.body(), response.info());
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    private Transcription.Request of(AudioTranscriptionRequest request) {
        if (request.prompt() != null && !request.prompt().isBlank()) {
            throw new UnsupportedFeatureException(
                    "prompt is not supported by Mistral; name words that are likely to occur with contextBias");
        }
        Audio audio = request.audio();
        String language = request.language() != null ? request.language() : settings.language();
        Double temperature = request.temperature() != null ? request.temperature() : settings.temperature();
        if (audio == null) {
            throw new InvalidRequestException("audio must be set");
        }
        if (audio.url() != null) {
            if (!String.valueOf(audio.url().getScheme()).matches("(?i)https?")) {
                throw new InvalidRequestException(
                        "the url of audio must begin with http or https; read what is elsewhere, and give its bytes");
            }
            return with(null, audio.url().toString(), null, language, temperature);
        }
        byte[] bytes = audio.binaryData() != null ? audio.binaryData() : decoded(audio.base64Data());
        String type = AudioTypes.mediaType(audio.mimeType(), bytes);
        UploadFile file = UploadFile.of(AudioTypes.fileName(type), bytes).withMediaType(type);
        return with(file, null, null, language, temperature);
    }

    private Transcription.Request of(UploadFile file) {
        return with(requireNonNull(file, "file"), null, null, settings.language(), settings.temperature());
    }

    private Transcription.Request ofFile(String fileId) {
        return with(null, null, requireNonNull(fileId, "fileId"), settings.language(), settings.temperature());
    }

    private Transcription.Request with(
            @Nullable UploadFile file,
            @Nullable String url,
            @Nullable String fileId,
            @Nullable String language,
            @Nullable Double temperature) {
        // Together these are answered with an empty text, and billed.
        if (language != null && !settings.timestampGranularities().isEmpty() && isOfTwo(settings.model())) {
            throw new InvalidRequestException("language and timestampGranularities cannot be combined with "
                    + settings.model() + ", which would answer with an empty text; leave one of them out");
        }
        return new Transcription.Request(
                settings.model(),
                file,
                url,
                fileId,
                language,
                temperature,
                settings.diarize(),
                settings.contextBias(),
                settings.timestampGranularities(),
                settings.speakerReferences());
    }

    private static boolean isOfTwo(String model) {
        return model.endsWith("voxtral-mini-latest") || model.endsWith("-2507") || model.endsWith("-2602");
    }

    private static byte[] decoded(@Nullable String base64) {
        if (base64 == null) {
            throw new InvalidRequestException("audio must hold bytes, base64 text or a URL");
        }
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new InvalidRequestException("the base64 data of audio cannot be decoded");
        }
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

        private static final String DEFAULT_MODEL = "voxtral-mini-latest";

        private String modelName = DEFAULT_MODEL;
        private @Nullable String language;
        private @Nullable Double temperature;
        private @Nullable Boolean diarize;
        private List<String> contextBias = List.of();
        private List<String> timestampGranularities = List.of();
        private Map<String, String> speakerReferences = Map.of();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}; {@code voxtral-mini-latest} by default. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName == null ? DEFAULT_MODEL : modelName;
            return this;
        }

        /** {@code language}, two letters. With the models of before Voxtral 3 not together with timestamps. */
        public Builder language(@Nullable String language) {
            this.language = language;
            return this;
        }

        /** {@code temperature}. */
        public Builder temperature(@Nullable Double temperature) {
            this.temperature = temperature;
            return this;
        }

        /** {@code diarize}: whether speakers are told apart; false by default. */
        public Builder diarize(@Nullable Boolean diarize) {
            this.diarize = diarize;
            return this;
        }

        /**
         * {@code context_bias}: words that are likely to occur, at most 100. Before Voxtral 3 without white space and commas: several
         * words are joined with an underscore.
         */
        public Builder contextBias(@Nullable List<String> contextBias) {
            if (contextBias != null && contextBias.size() > 100) {
                throw new IllegalArgumentException(
                        "contextBias must hold at most 100 words, but holds " + contextBias.size());
            }
            this.contextBias = contextBias == null ? List.of() : List.copyOf(contextBias);
            return this;
        }

        /** {@code timestamp_granularities}: {@code segment}, {@code word}; none by default. */
        public Builder timestampGranularities(@Nullable List<String> timestampGranularities) {
            this.timestampGranularities =
                    timestampGranularities == null ? List.of() : List.copyOf(timestampGranularities);
            return this;
        }

        /**
         * {@code speaker_references}: who speaks, a short clip of the voice in base64 for each name. Needs {@link #diarize}, and a model
         * that has it.
         */
        public Builder speakerReferences(@Nullable Map<String, String> speakerReferences) {
            this.speakerReferences = speakerReferences == null ? Map.of() : Map.copyOf(speakerReferences);
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralAudioTranscriptionModel build() {
            if (!speakerReferences.isEmpty() && !Boolean.TRUE.equals(diarize)) {
                throw new IllegalArgumentException("speakerReferences needs diarize(true)");
            }
            Transcription.Request settings = new Transcription.Request(
                    modelName,
                    null,
                    null,
                    "",
                    language,
                    temperature,
                    diarize,
                    contextBias,
                    timestampGranularities,
                    speakerReferences);
            return new MistralAudioTranscriptionModel(clientHandle(), settings);
        }
    }
}

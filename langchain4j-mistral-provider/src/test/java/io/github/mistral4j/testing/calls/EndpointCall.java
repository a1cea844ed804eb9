package io.github.mistral4j.testing.calls;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.audio.MistralAudioTranscriptionModel;
import io.github.mistral4j.audio.MistralTextToSpeechModel;
import io.github.mistral4j.batch.MistralBatchChatModel;
import io.github.mistral4j.batch.MistralBatchEmbeddingModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.completion.MistralFimModel;
import io.github.mistral4j.moderation.MistralModerationModel;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.responses.MistralResponsesChatModel;
import io.github.mistral4j.responses.MistralTokenCountEstimator;
import io.github.mistral4j.testing.faults.Eventually;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Each endpoint beside chat and embeddings, called as an application does: through its model, or through the client alone. */
public enum EndpointCall {
    FIM(client -> MistralFimModel.builder().client(client).build().generate(EndpointCall.TEXT, EndpointCall.TEXT)),
    FIM_STREAM(EndpointStream.FIM),
    MODERATION(client -> moderation(client).moderate(EndpointCall.TEXT)),
    CHAT_MODERATION(client -> moderation(client).moderateConversation(List.of(UserMessage.from(EndpointCall.TEXT)))),
    CLASSIFICATION(client -> client.classify("ft:c", List.of(EndpointCall.TEXT))),
    CHAT_CLASSIFICATION(client -> client.classifyChat("ft:c", List.of(chat().messages()))),
    TRANSCRIPTION(client -> ears(client).transcribe(sound())),
    TRANSCRIPTION_OF_URL(client -> ears(client)
            .transcribe(AudioTranscriptionRequest.builder(
                            Audio.builder().url(EndpointCall.URL).build())
                    .build())),
    TRANSCRIPTION_STREAM(EndpointStream.TRANSCRIPTION),
    SPEECH(client -> MistralTextToSpeechModel.builder().client(client).build().synthesize(EndpointCall.TEXT)),
    SPEECH_STREAM(EndpointStream.SPEECH),
    VOICES(client -> client.listVoices(null, 10)),
    OCR(client -> MistralOcrModel.builder().client(client).build().read(document())),
    OCR_OF_URL(client -> MistralOcrModel.builder().client(client).build().read(EndpointCall.URL)),
    UPLOAD(client -> client.uploadFile(UploadFile.of("a.pdf", document()), "ocr")),
    FILES(client -> client.listFiles(0, 10)),
    FILE(client -> client.getFile("id")),
    DELETE_FILE(client -> client.deleteFile("id")),
    FILE_CONTENT(client -> client.fileContent("id", InputStream::readAllBytes)),
    FILE_URL(client -> client.fileUrl("id", 24)),
    BATCH(client -> batches(client)
            .submit(new BatchRequest<>(List.of(ChatRequest.builder()
                    .messages(UserMessage.from(EndpointCall.TEXT))
                    .build())))),
    EMBEDDING_BATCH(client -> MistralBatchEmbeddingModel.builder()
            .client(client)
            .build()
            .submit(new BatchRequest<>(List.of(TextSegment.from(EndpointCall.TEXT))))),
    BATCH_RESULTS(client -> batches(client).retrieve("id")),
    BATCHES(client -> batches(client).list(null)),
    CANCEL_BATCH(client -> batches(client).cancel("id")),
    DELETE_BATCH(client -> client.deleteBatch("id")),
    RESPONSES(client -> MistralResponsesChatModel.builder()
            .client(client)
            .modelName("mistral-small-latest")
            .build()
            .chat(EndpointCall.TEXT)),
    RESPONSES_STREAM(EndpointStream.RESPONSES),
    TOKENS(client -> MistralTokenCountEstimator.builder()
            .client(client)
            .modelName("mistral-small-latest")
            .build()
            .estimateTokenCountInMessage(UserMessage.from(EndpointCall.TEXT)));

    /** What the application says. */
    public static final String TEXT = "Wilhelmina owes 4711 crowns to Ottokar";

    /** Where something of the application's is, for those who have the signature. */
    public static final String URL = "https://example.org/Wilhelmina.pdf?signature=Zx93kQvT77signature";

    private static final Set<EndpointCall> DONE_ONCE = EnumSet.of(UPLOAD, BATCH, EMBEDDING_BATCH);

    private final Consumer<MistralClient> call;
    private final @Nullable EndpointStream stream;

    EndpointCall(Consumer<MistralClient> call) {
        this.call = call;
        this.stream = null;
    }

    EndpointCall(EndpointStream stream) {
        this.call = client -> {};
        this.stream = stream;
    }

    public boolean isStream() {
        return stream != null;
    }

    /** Whether doing it twice is worse than not doing it. */
    public boolean isDoneOnce() {
        return DONE_ONCE.contains(this);
    }

    /** What the call ends with, null where it succeeds. */
    public @Nullable Throwable failure(MistralClient client) {
        EndpointStream started = stream;
        if (started != null) {
            Heard heard = new Heard();
            started.start(client, heard);
            return heard.awaitEnd().error();
        }
        return thrown(() -> call.accept(client));
    }

    /** On a thread of its own, so that a call without end is a failed test and not a build without end. */
    private static @Nullable Throwable thrown(Runnable call) {
        CompletableFuture<@Nullable Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                call.run();
                thrown.complete(null);
            } catch (CompletionException e) {
                thrown.complete(e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException | Error e) {
                thrown.complete(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return thrown.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
    }

    /** A document that says {@link #TEXT}. */
    public static byte[] document() {
        return ("%PDF-1.7\n" + TEXT).getBytes(StandardCharsets.US_ASCII);
    }

    static AudioTranscriptionRequest sound() {
        return AudioTranscriptionRequest.builder(Audio.builder()
                        .binaryData(TEXT.getBytes(StandardCharsets.US_ASCII))
                        .mimeType("audio/wav")
                        .build())
                .build();
    }

    static ChatCompletionRequest chat() {
        return ChatCompletionRequest.builder()
                .model("mistral-small-latest")
                .messages(List.of(new Message.User(MessageContent.text(TEXT))))
                .build();
    }

    private static MistralModerationModel moderation(MistralClient client) {
        return MistralModerationModel.builder().client(client).build();
    }

    private static MistralAudioTranscriptionModel ears(MistralClient client) {
        return MistralAudioTranscriptionModel.builder().client(client).build();
    }

    private static MistralBatchChatModel batches(MistralClient client) {
        return MistralBatchChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
    }
}

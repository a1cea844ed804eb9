package io.github.mistral4j.client;

import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ChatCompletionResponse;
import io.github.mistral4j.client.api.Classifications;
import io.github.mistral4j.client.api.EmbeddingsRequest;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.api.FimCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.client.api.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Mistral's HTTP API. One client holds one pool of connections, one rate limit and one retry policy for everything that uses
 * it; it is safe for use by many threads and meant to be shared by all models of an application.
 *
 * <p>Every method throws a {@link MistralException}, the asynchronous ones through their future or listener. An implementation of one's
 * own, for a test, needs only the methods that are called; the others throw an {@code UnsupportedOperationException}.
 */
public interface MistralClient extends AutoCloseable {

    static MistralClientBuilder builder() {
        return new MistralClientBuilder();
    }

    /** {@code POST /chat/completions}. */
    default MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request) {
        throw notImplemented("chat");
    }

    /** As {@link #chat}, without blocking the caller; cancelling the future closes the exchange. */
    default CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request) {
        throw notImplemented("chatAsync");
    }

    /** {@code POST /chat/completions} with {@code stream: true}; returns at once. */
    default MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener) {
        throw notImplemented("streamChat");
    }

    /**
     * {@code POST /responses}: the same request and answer as {@link #chat}, in the shape of the Responses API. Never kept by the
     * server ({@code store: false}).
     *
     * @throws IllegalArgumentException when a message holds sound
     */
    default MistralResponse<ChatCompletionResponse> responses(ChatCompletionRequest request) {
        throw notImplemented("responses");
    }

    /** As {@link #responses}, without blocking the caller; completing or cancelling the future closes the exchange. */
    default CompletableFuture<MistralResponse<ChatCompletionResponse>> responsesAsync(ChatCompletionRequest request) {
        throw notImplemented("responsesAsync");
    }

    /** {@code POST /responses} with {@code stream: true}; returns at once. */
    default MistralStream streamResponses(ChatCompletionRequest request, ChatStreamListener listener) {
        throw notImplemented("streamResponses");
    }

    /** {@code POST /responses/input_tokens}: how many tokens messages and tools are for the model; nothing is generated. */
    default MistralResponse<Integer> countInputTokens(ChatCompletionRequest request) {
        throw notImplemented("countInputTokens");
    }

    /** {@code POST /fim/completions}: what belongs between a prompt and a suffix, white space included. */
    default MistralResponse<ChatCompletionResponse> fim(FimCompletionRequest request) {
        throw notImplemented("fim");
    }

    /** {@code POST /fim/completions} with {@code stream: true}; returns at once. */
    default MistralStream streamFim(FimCompletionRequest request, ChatStreamListener listener) {
        throw notImplemented("streamFim");
    }

    /** {@code POST /moderations}: a result for each text, in their order. */
    default MistralResponse<Moderations> moderate(String model, List<String> texts) {
        throw notImplemented("moderate");
    }

    /** {@code POST /chat/moderations}: a result for the last turn of each conversation, seen in the light of the others. */
    default MistralResponse<Moderations> moderateChat(String model, List<List<Message>> conversations) {
        throw notImplemented("moderateChat");
    }

    /** {@code POST /classifications}, with a classifier of one's own. */
    default MistralResponse<Classifications> classify(String model, List<String> texts) {
        throw notImplemented("classify");
    }

    /** {@code POST /chat/classifications}, with a classifier of one's own. */
    default MistralResponse<Classifications> classifyChat(String model, List<List<Message>> conversations) {
        throw notImplemented("classifyChat");
    }

    /** {@code POST /audio/transcriptions}. A file that cannot be read twice is sent once. */
    default MistralResponse<Transcription> transcribe(Transcription.Request request) {
        throw notImplemented("transcribe");
    }

    /** {@code POST /audio/transcriptions} with {@code stream: true}; returns at once. */
    default MistralStream streamTranscription(
            Transcription.Request request, MistralStream.EventListener<Transcription.Event> listener) {
        throw notImplemented("streamTranscription");
    }

    /** {@code POST /audio/speech}. */
    default MistralResponse<Speech> speak(Speech.Request request) {
        throw notImplemented("speak");
    }

    /** {@code POST /audio/speech} with {@code stream: true}: pieces of the sound, and its usage at last; returns at once. */
    default MistralStream streamSpeech(Speech.Request request, MistralStream.EventListener<Speech> listener) {
        throw notImplemented("streamSpeech");
    }

    /** All of {@link #listVoices(String, int, Map)}. */
    default MistralResponse<Voice.Page> listVoices(@Nullable String pageToken, int pageSize) {
        return listVoices(pageToken, pageSize, Map.of());
    }

    /**
     * {@code GET /v2/audio/voices}, beside the {@code v1} of the base URL: the voices to speak with, the account's own and the presets.
     *
     * @param pageToken null for the first page
     * @param filters by the API's names: {@code type}, {@code gender}, {@code language}, {@code query}, {@code kind}; a value, or a
     *     list of them
     */
    default MistralResponse<Voice.Page> listVoices(@Nullable String pageToken, int pageSize, Map<String, ?> filters) {
        throw notImplemented("listVoices");
    }

    /** {@code POST /ocr}. */
    default MistralResponse<Ocr> ocr(Ocr.Request request) {
        throw notImplemented("ocr");
    }

    /** As {@link #uploadFile(UploadFile, String, Integer)}, to be kept until it is deleted. */
    default MistralResponse<FileObject> uploadFile(UploadFile file, String purpose) {
        return uploadFile(file, purpose, null);
    }

    /** As {@link #uploadFile(UploadFile, String, Integer, String)}, for all of the workspace to see. */
    default MistralResponse<FileObject> uploadFile(UploadFile file, String purpose, @Nullable Integer expiryHours) {
        return uploadFile(file, purpose, expiryHours, null);
    }

    /**
     * {@code POST /files}. The file is streamed. It is sent again only after an answer which says that nothing was done, such as a
     * 429: after any other failure the server may have kept it.
     *
     * @param purpose {@code ocr} or {@code batch}, for one
     * @param expiryHours {@code expiry}: when the server deletes it; null keeps it
     * @param visibility {@code workspace}, the default, or {@code user}
     */
    default MistralResponse<FileObject> uploadFile(
            UploadFile file, String purpose, @Nullable Integer expiryHours, @Nullable String visibility) {
        throw notImplemented("uploadFile");
    }

    /** All of {@link #listFiles(int, int, Map)}. */
    default MistralResponse<FileObject.Page> listFiles(int page, int pageSize) {
        return listFiles(page, pageSize, Map.of());
    }

    /**
     * {@code GET /files}: pages count from 0.
     *
     * @param filters by the API's names: {@code sample_type}, {@code source}, {@code search}, {@code purpose}, {@code mimetypes},
     *     {@code include_total}; a value, or a list of them
     */
    default MistralResponse<FileObject.Page> listFiles(int page, int pageSize, Map<String, ?> filters) {
        throw notImplemented("listFiles");
    }

    /** {@code GET /files/{id}}. */
    default MistralResponse<FileObject> getFile(String id) {
        throw notImplemented("getFile");
    }

    /** {@code DELETE /files/{id}}. */
    default void deleteFile(String id) {
        throw notImplemented("deleteFile");
    }

    /**
     * {@code GET /files/{id}/content}.
     *
     * @param reader is given the bytes as they arrive, and the result is what it made of them
     * @throws java.io.UncheckedIOException of the reader's own {@code IOException}
     */
    default <T> MistralResponse<T> fileContent(String id, FileReader<T> reader) {
        throw notImplemented("fileContent");
    }

    /**
     * {@code GET /files/{id}/url}: an address to download it without a key. It is a secret.
     *
     * @param hours 1 to 168
     */
    default MistralResponse<FileObject.SignedUrl> fileUrl(String id, int hours) {
        throw notImplemented("fileUrl");
    }

    /**
     * {@code POST /batch/jobs}. It is sent again only after an answer which says that nothing was done, such as a 429: after any other
     * failure the job may have begun.
     */
    default MistralResponse<BatchJob> createBatch(BatchJob.Request request) {
        throw notImplemented("createBatch");
    }

    /**
     * {@code GET /batch/jobs/{id}}.
     *
     * @param inline whether the outputs come with it once it has ended; those of a large job are better read from its files
     */
    default MistralResponse<BatchJob> getBatch(String id, boolean inline) {
        throw notImplemented("getBatch");
    }

    /** All of {@link #listBatches(int, int, Map)}. */
    default MistralResponse<BatchJob.Page> listBatches(int page, int pageSize) {
        return listBatches(page, pageSize, Map.of());
    }

    /**
     * {@code GET /batch/jobs}: pages count from 0.
     *
     * @param filters by the API's names: {@code model}, {@code agent_id}, {@code created_after} (an {@code Instant}),
     *     {@code created_by_me}, {@code status}, {@code order_by} ({@code created} or {@code -created}); a value, or a list of them
     */
    default MistralResponse<BatchJob.Page> listBatches(int page, int pageSize, Map<String, ?> filters) {
        throw notImplemented("listBatches");
    }

    /** {@code POST /batch/jobs/{id}/cancel}. */
    default MistralResponse<BatchJob> cancelBatch(String id) {
        throw notImplemented("cancelBatch");
    }

    /** {@code DELETE /batch/jobs/{id}}. */
    default void deleteBatch(String id) {
        throw notImplemented("deleteBatch");
    }

    /** Reads the bytes of a file. */
    interface FileReader<T> {
        T read(InputStream content) throws IOException;
    }

    /** {@code POST /embeddings}, one request. */
    default MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request) {
        throw notImplemented("embed");
    }

    /** As {@link #embed}, without blocking the caller; cancelling the future closes the exchange. */
    default CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request) {
        throw notImplemented("embedAsync");
    }

    /** {@code GET /models}, aliases included, in the server's order. */
    default MistralResponse<List<ModelCard>> listModels() {
        throw notImplemented("listModels");
    }

    /** {@code GET /models/{id}}. */
    default MistralResponse<ModelCard> getModel(String id) {
        throw notImplemented("getModel");
    }

    private UnsupportedOperationException notImplemented(String method) {
        return new UnsupportedOperationException(getClass().getName() + " does not implement " + method);
    }

    /** Ends all running calls and closes the connections. Calls after it fail. */
    @Override
    void close();
}

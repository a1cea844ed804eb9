package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.ChatChunkListener;
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
import io.github.mistral4j.client.internal.calls.AudioCalls;
import io.github.mistral4j.client.internal.calls.BatchCalls;
import io.github.mistral4j.client.internal.calls.FileCalls;
import io.github.mistral4j.client.internal.calls.JudgementCalls;
import io.github.mistral4j.client.internal.calls.TextCalls;
import io.github.mistral4j.client.internal.endpoints.AudioJson;
import io.github.mistral4j.client.internal.endpoints.BatchJson;
import io.github.mistral4j.client.internal.endpoints.FileJson;
import io.github.mistral4j.client.internal.endpoints.ModelJson;
import io.github.mistral4j.client.internal.endpoints.ModerationJson;
import io.github.mistral4j.client.internal.endpoints.OcrJson;
import io.github.mistral4j.client.internal.endpoints.ResponsesEvents;
import io.github.mistral4j.client.internal.endpoints.ResponsesJson;
import io.github.mistral4j.client.internal.endpoints.SoundReader;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.ChatStreamReader;
import io.github.mistral4j.client.internal.json.StreamReader;
import io.github.mistral4j.client.internal.json.TreeStreamReader;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.threads.CallerContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The client over HTTP. An endpoint is one method here: what is asked, and what becomes of the answer. */
final class HttpMistralClient implements MistralClient {

    private static final Answer<MistralResponse<ChatCompletionResponse>> CHAT =
            Answer.completion("a chat completion", AnswerReader.chat());

    /** Of what an application may never ask for, and then need not load. */
    private static final class Answers {
        static final Answer<MistralResponse<ChatCompletionResponse>> RESPONSE =
                Answer.completion("a response", AnswerReader.tree(ResponsesJson::response));
        static final Answer<MistralResponse<Integer>> INPUT_TOKENS =
                Answer.json("a count of tokens", AnswerReader.tree(ResponsesJson::count));
        static final Answer<MistralResponse<ChatCompletionResponse>> FIM =
                Answer.completion("a completion", AnswerReader.chat());
        static final Answer<MistralResponse<Moderations>> MODERATIONS =
                Answer.json("a moderation", AnswerReader.tree(ModerationJson::moderations));
        static final Answer<MistralResponse<Classifications>> CLASSIFICATIONS =
                Answer.json("a classification", AnswerReader.tree(ModerationJson::classifications));
        static final Answer<MistralResponse<Transcription>> TRANSCRIPTION =
                Answer.json("a transcription", AnswerReader.tree(AudioJson::transcription));
        static final Answer<MistralResponse<Speech>> SPEECH =
                Answer.sound(Answer.json("speech", AnswerReader.tree(AudioJson::speech)));
        static final Answer<MistralResponse<Voice.Page>> VOICES =
                Answer.json("a list of voices", AnswerReader.tree(AudioJson::voices));
        static final Answer<MistralResponse<Ocr>> OCR =
                Answer.json("a document that was read", AnswerReader.tree(OcrJson::answer));
        static final Answer<MistralResponse<FileObject>> FILE =
                Answer.json("a file", AnswerReader.tree(FileJson::file));
        static final Answer<MistralResponse<FileObject.Page>> FILES =
                Answer.json("a list of files", AnswerReader.tree(FileJson::page));
        static final Answer<MistralResponse<FileObject.SignedUrl>> FILE_URL =
                Answer.json("an address", AnswerReader.tree(FileJson::url));
        static final Answer<ResponseInfo> DELETED = Answer.deletion();
        static final Answer<MistralResponse<BatchJob>> BATCH =
                Answer.json("a batch job", AnswerReader.tree(BatchJson::job));
        static final Answer<MistralResponse<BatchJob.Page>> BATCHES =
                Answer.json("a list of batch jobs", AnswerReader.tree(BatchJson::page));
        static final Answer<MistralResponse<List<ModelCard>>> MODELS =
                Answer.json("a list of models", AnswerReader.listTree(ModelJson::cards));
        static final Answer<MistralResponse<ModelCard>> MODEL =
                Answer.json("a model", AnswerReader.tree(ModelJson::card));
    }

    private final Calls calls;
    private final Server server;
    private final long maxAnswerSize;
    private final TextCalls text;

    HttpMistralClient(Endpoints endpoints, CallerContext context) {
        this.calls = new Calls(endpoints, context);
        this.server = endpoints.at(0).server();
        this.maxAnswerSize = endpoints.at(0).maxAnswerSize();
        this.text = new TextCalls(server);
    }

    @Override
    public MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request) {
        return calls.run(text.chat(request, false), CHAT);
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request) {
        return calls.runAsync(text.chat(request, false), CHAT);
    }

    @Override
    public MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener) {
        return chunks(text.chat(request, true), listener, ChatStreamReader::new);
    }

    @Override
    public MistralResponse<ChatCompletionResponse> responses(ChatCompletionRequest request) {
        return calls.run(text.responses(request, false), Answers.RESPONSE);
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> responsesAsync(ChatCompletionRequest request) {
        return calls.runAsync(text.responses(request, false), Answers.RESPONSE);
    }

    @Override
    public MistralStream streamResponses(ChatCompletionRequest request, ChatStreamListener listener) {
        return chunks(
                text.responses(request, true),
                listener,
                (body, chunks) -> new TreeStreamReader(body, new ResponsesEvents(chunks)));
    }

    @Override
    public MistralResponse<Integer> countInputTokens(ChatCompletionRequest request) {
        return calls.run(text.inputTokens(request), Answers.INPUT_TOKENS);
    }

    @Override
    public MistralResponse<ChatCompletionResponse> fim(FimCompletionRequest request) {
        return calls.run(text.fim(request, false), Answers.FIM);
    }

    @Override
    public MistralStream streamFim(FimCompletionRequest request, ChatStreamListener listener) {
        return chunks(text.fim(request, true), listener, ChatStreamReader::new);
    }

    @Override
    public MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request) {
        return calls.run(
                text.embeddings(request), Answer.embeddings(request.input().size()));
    }

    @Override
    public CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request) {
        return calls.runAsync(
                text.embeddings(request), Answer.embeddings(request.input().size()));
    }

    @Override
    public MistralResponse<Moderations> moderate(String model, List<String> texts) {
        return calls.run(JudgementCalls.moderation(server, model, texts), Answers.MODERATIONS);
    }

    @Override
    public MistralResponse<Moderations> moderateChat(String model, List<List<Message>> conversations) {
        return calls.run(JudgementCalls.chatModeration(server, model, conversations), Answers.MODERATIONS);
    }

    @Override
    public MistralResponse<Classifications> classify(String model, List<String> texts) {
        return calls.run(JudgementCalls.classification(server, model, texts), Answers.CLASSIFICATIONS);
    }

    @Override
    public MistralResponse<Classifications> classifyChat(String model, List<List<Message>> conversations) {
        return calls.run(JudgementCalls.chatClassification(server, model, conversations), Answers.CLASSIFICATIONS);
    }

    @Override
    public MistralResponse<Transcription> transcribe(Transcription.Request request) {
        return calls.run(AudioCalls.transcription(server, request, false), Answers.TRANSCRIPTION);
    }

    @Override
    public MistralStream streamTranscription(
            Transcription.Request request, MistralStream.EventListener<Transcription.Event> listener) {
        return events(
                AudioCalls.transcription(server, request, true),
                listener,
                (body, info, events) -> new TreeStreamReader(body, AudioJson.heard(events)));
    }

    @Override
    public MistralResponse<Speech> speak(Speech.Request request) {
        return calls.run(AudioCalls.speech(server, request, false), Answers.SPEECH);
    }

    @Override
    public MistralStream streamSpeech(Speech.Request request, MistralStream.EventListener<Speech> listener) {
        return events(
                AudioCalls.speech(server, request, true),
                listener,
                (body, info, events) -> Answer.isSound(info, body)
                        ? new SoundReader(body, events)
                        : new TreeStreamReader(body, AudioJson.spoken(events)));
    }

    @Override
    public MistralResponse<Voice.Page> listVoices(@Nullable String pageToken, int pageSize, Map<String, ?> filters) {
        return calls.run(AudioCalls.voices(server, pageToken, pageSize, filters), Answers.VOICES);
    }

    @Override
    public MistralResponse<Ocr> ocr(Ocr.Request request) {
        return calls.run(FileCalls.ocr(server, request), Answers.OCR);
    }

    @Override
    public MistralResponse<FileObject> uploadFile(
            UploadFile file, String purpose, @Nullable Integer expiryHours, @Nullable String visibility) {
        return calls.run(FileCalls.upload(server, file, purpose, expiryHours, visibility), Answers.FILE);
    }

    @Override
    public MistralResponse<FileObject.Page> listFiles(int page, int pageSize, Map<String, ?> filters) {
        return calls.run(FileCalls.list(server, page, pageSize, filters), Answers.FILES);
    }

    @Override
    public MistralResponse<FileObject> getFile(String id) {
        return calls.run(FileCalls.get(server, id), Answers.FILE);
    }

    @Override
    public void deleteFile(String id) {
        calls.run(FileCalls.delete(server, id), Answers.DELETED);
    }

    @Override
    public <T> MistralResponse<T> fileContent(String id, FileReader<T> reader) {
        return calls.run(FileCalls.content(server, id), Answer.bytes(reader::read));
    }

    @Override
    public MistralResponse<FileObject.SignedUrl> fileUrl(String id, int hours) {
        return calls.run(FileCalls.url(server, id, hours), Answers.FILE_URL);
    }

    @Override
    public MistralResponse<BatchJob> createBatch(BatchJob.Request request) {
        return calls.run(BatchCalls.create(server, request), Answers.BATCH);
    }

    @Override
    public MistralResponse<BatchJob> getBatch(String id, boolean inline) {
        return calls.run(BatchCalls.get(server, id, inline), Answers.BATCH);
    }

    @Override
    public MistralResponse<BatchJob.Page> listBatches(int page, int pageSize, Map<String, ?> filters) {
        return calls.run(BatchCalls.list(server, page, pageSize, filters), Answers.BATCHES);
    }

    @Override
    public MistralResponse<BatchJob> cancelBatch(String id) {
        return calls.run(BatchCalls.cancel(server, id), Answers.BATCH);
    }

    @Override
    public void deleteBatch(String id) {
        calls.run(BatchCalls.delete(server, id), Answers.DELETED);
    }

    @Override
    public MistralResponse<List<ModelCard>> listModels() {
        return calls.run(ApiCall.get(server.url("models"), "models"), Answers.MODELS);
    }

    @Override
    public MistralResponse<ModelCard> getModel(String id) {
        return calls.run(
                ApiCall.get(server.url("models", requireNonNull(id, "id")), "models")
                        .ofModel(id),
                Answers.MODEL);
    }

    @Override
    public void close() {
        calls.close();
    }

    private MistralStream chunks(ApiCall call, ChatStreamListener listener, ChunkReaders readers) {
        StreamDelivery<ChatStreamListener> delivery = delivery(listener);
        ChatDelivery chunks = new ChatDelivery(delivery);
        return calls.stream(call, delivery, (body, info) -> readers.open(body, chunks));
    }

    private <E> MistralStream events(ApiCall call, MistralStream.EventListener<E> listener, EventReaders<E> readers) {
        StreamDelivery<MistralStream.EventListener<E>> delivery = delivery(listener);
        Consumer<E> events = event -> delivery.deliver((to, choice, value) -> to.onEvent(value), 0, event);
        return calls.stream(call, delivery, (body, info) -> readers.open(body, info, events));
    }

    private <L extends MistralStream.Listener> StreamDelivery<L> delivery(L listener) {
        return new StreamDelivery<>(requireNonNull(listener, "listener"), maxAnswerSize);
    }

    /** Makes the reader for a stream of chunks. */
    private interface ChunkReaders {
        StreamReader open(BufferedSource body, ChatChunkListener chunks) throws IOException;
    }

    /** Makes the reader for a stream of one kind of event. */
    private interface EventReaders<E> {
        StreamReader open(BufferedSource body, ResponseInfo info, Consumer<E> events) throws IOException;
    }
}

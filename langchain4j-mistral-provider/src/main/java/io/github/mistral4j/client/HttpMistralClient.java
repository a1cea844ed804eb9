package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

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
import io.github.mistral4j.client.internal.endpoints.AudioJson;
import io.github.mistral4j.client.internal.endpoints.BatchJson;
import io.github.mistral4j.client.internal.endpoints.FileJson;
import io.github.mistral4j.client.internal.endpoints.FimJson;
import io.github.mistral4j.client.internal.endpoints.ModelJson;
import io.github.mistral4j.client.internal.endpoints.ModerationJson;
import io.github.mistral4j.client.internal.endpoints.OcrJson;
import io.github.mistral4j.client.internal.endpoints.ResponsesEvents;
import io.github.mistral4j.client.internal.endpoints.ResponsesJson;
import io.github.mistral4j.client.internal.endpoints.ResponsesRequest;
import io.github.mistral4j.client.internal.endpoints.SoundReader;
import io.github.mistral4j.client.internal.json.AnswerReader;
import io.github.mistral4j.client.internal.json.ChatStreamReader;
import io.github.mistral4j.client.internal.json.RequestJson;
import io.github.mistral4j.client.internal.json.StreamReader;
import io.github.mistral4j.client.internal.json.TreeStreamReader;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import io.github.mistral4j.client.internal.threads.CallerContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The client over HTTP. An endpoint is one method here and one reader of its answer. */
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
    private final HttpUrl chat;
    private final HttpUrl embeddings;

    HttpMistralClient(Endpoints endpoints, CallerContext context) {
        this.calls = new Calls(endpoints, context);
        this.server = endpoints.at(0).server();
        this.maxAnswerSize = endpoints.at(0).maxAnswerSize();
        this.chat = server.url("chat/completions");
        this.embeddings = server.url("embeddings");
    }

    @Override
    public MistralResponse<ChatCompletionResponse> chat(ChatCompletionRequest request) {
        return calls.run(chatCall(request, false), CHAT);
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> chatAsync(ChatCompletionRequest request) {
        return calls.runAsync(chatCall(request, false), CHAT);
    }

    @Override
    public MistralStream streamChat(ChatCompletionRequest request, ChatStreamListener listener) {
        StreamDelivery<ChatStreamListener> delivery = delivery(listener);
        ChatDelivery chunks = new ChatDelivery(delivery);
        return calls.stream(chatCall(request, true), delivery, (body, info) -> new ChatStreamReader(body, chunks));
    }

    @Override
    public MistralResponse<ChatCompletionResponse> responses(ChatCompletionRequest request) {
        return calls.run(responsesCall(request, false), Answers.RESPONSE);
    }

    @Override
    public CompletableFuture<MistralResponse<ChatCompletionResponse>> responsesAsync(ChatCompletionRequest request) {
        return calls.runAsync(responsesCall(request, false), Answers.RESPONSE);
    }

    @Override
    public MistralStream streamResponses(ChatCompletionRequest request, ChatStreamListener listener) {
        StreamDelivery<ChatStreamListener> delivery = delivery(listener);
        ChatDelivery chunks = new ChatDelivery(delivery);
        return calls.stream(
                responsesCall(request, true),
                delivery,
                (body, info) -> new TreeStreamReader(body, new ResponsesEvents(chunks)));
    }

    @Override
    public MistralResponse<Integer> countInputTokens(ChatCompletionRequest request) {
        ApiCall call = ApiCall.post(
                        server.url("responses/input_tokens"),
                        "responses/input_tokens",
                        ResponsesRequest.countBody(request))
                .ofModel(request.model())
                .hiding(texts -> RequestInputs.of(request, texts));
        return calls.run(call, Answers.INPUT_TOKENS);
    }

    @Override
    public MistralResponse<ChatCompletionResponse> fim(FimCompletionRequest request) {
        return calls.run(fimCall(request, false), Answers.FIM);
    }

    @Override
    public MistralStream streamFim(FimCompletionRequest request, ChatStreamListener listener) {
        StreamDelivery<ChatStreamListener> delivery = delivery(listener);
        ChatDelivery chunks = new ChatDelivery(delivery);
        return calls.stream(
                fimCall(request, true).streamed(), delivery, (body, info) -> new ChatStreamReader(body, chunks));
    }

    private ApiCall fimCall(FimCompletionRequest request, boolean stream) {
        return tree("fim/completions", request.model(), FimJson.request(request, stream))
                .hiding(texts -> {
                    texts.accept(request.prompt());
                    if (request.suffix() != null) {
                        texts.accept(request.suffix());
                    }
                });
    }

    @Override
    public MistralResponse<Moderations> moderate(String model, List<String> texts) {
        return calls.run(
                tree("moderations", model, ModerationJson.texts(model, texts)).hiding(texts::forEach),
                Answers.MODERATIONS);
    }

    @Override
    public MistralResponse<Moderations> moderateChat(String model, List<List<Message>> conversations) {
        ApiCall call = tree("chat/moderations", model, ModerationJson.conversations(model, conversations));
        return calls.run(call.hiding(texts -> RequestInputs.ofAll(conversations, texts)), Answers.MODERATIONS);
    }

    @Override
    public MistralResponse<Classifications> classify(String model, List<String> texts) {
        ApiCall call = tree("classifications", model, ModerationJson.texts(model, texts));
        return calls.run(call.hiding(texts::forEach), Answers.CLASSIFICATIONS);
    }

    @Override
    public MistralResponse<Classifications> classifyChat(String model, List<List<Message>> conversations) {
        ApiCall call = tree("chat/classifications", model, ModerationJson.classified(model, conversations));
        return calls.run(call.hiding(texts -> RequestInputs.ofAll(conversations, texts)), Answers.CLASSIFICATIONS);
    }

    @Override
    public MistralResponse<Transcription> transcribe(Transcription.Request request) {
        return calls.run(transcriptionCall(request, false), Answers.TRANSCRIPTION);
    }

    @Override
    public MistralStream streamTranscription(
            Transcription.Request request, MistralStream.EventListener<Transcription.Event> listener) {
        return stream(
                transcriptionCall(request, true),
                listener,
                (body, info, events) -> new TreeStreamReader(body, AudioJson.heard(events)));
    }

    private ApiCall transcriptionCall(Transcription.Request request, boolean stream) {
        MultipartBody.Builder form = new MultipartBody.Builder();
        AudioJson.form(request, stream, form::addFormDataPart);
        UploadFile file = request.file();
        ApiCall any = ApiCall.form(server.url("audio/transcriptions"), "audio/transcriptions", form, file);
        ApiCall call = request.fileId() == null ? any : any.stayingHome();
        return call.ofModel(request.model()).hiding(texts -> {
            request.contextBias().forEach(texts);
            request.speakerReferences().values().forEach(texts);
            if (request.fileUrl() != null) {
                texts.accept(request.fileUrl());
            }
        });
    }

    @Override
    public MistralResponse<Speech> speak(Speech.Request request) {
        return calls.run(speechCall(request, false), Answers.SPEECH);
    }

    @Override
    public MistralStream streamSpeech(Speech.Request request, MistralStream.EventListener<byte[]> listener) {
        return stream(
                speechCall(request, true),
                listener,
                (body, info, events) -> Answer.isSound(info)
                        ? new SoundReader(body, events)
                        : new TreeStreamReader(body, event -> AudioJson.spoken(event, events)));
    }

    @Override
    public MistralResponse<Voice.Page> listVoices(@Nullable String pageToken, int pageSize) {
        HttpUrl first = server.url("audio/voices");
        int version = first.pathSize() - 3;
        HttpUrl.Builder url = first.newBuilder().addQueryParameter("page_size", String.valueOf(pageSize));
        if (version >= 0 && first.pathSegments().get(version).equals("v1")) {
            url.setPathSegment(version, "v2");
        }
        if (pageToken != null) {
            url.addQueryParameter("page_token", pageToken);
        }
        return calls.run(ApiCall.get(url.build(), "audio/voices").stayingHome(), Answers.VOICES);
    }

    private ApiCall speechCall(Speech.Request request, boolean stream) {
        ApiCall call = tree("audio/speech", request.model(), AudioJson.request(request, stream));
        return call.hiding(texts -> {
            texts.accept(request.input());
            if (request.refAudio() != null) {
                texts.accept(request.refAudio());
            }
            RequestInputs.ofTree(request.extra(), texts);
        });
    }

    @Override
    public MistralResponse<Ocr> ocr(Ocr.Request request) {
        ApiCall any = tree("ocr", request.model(), OcrJson.request(request));
        ApiCall call = request.document() instanceof Ocr.Source.File ? any.stayingHome() : any;
        return calls.run(
                call.hiding(texts -> {
                    RequestInputs.of(request.document(), texts);
                    RequestInputs.ofTree(request.options().get("document_annotation_prompt"), texts);
                }),
                Answers.OCR);
    }

    @Override
    public MistralResponse<FileObject> uploadFile(UploadFile file, String purpose, @Nullable Integer expiryHours) {
        MultipartBody.Builder form = new MultipartBody.Builder().addFormDataPart("purpose", purpose);
        if (expiryHours != null) {
            form.addFormDataPart("expiry", String.valueOf(expiryHours));
        }
        return calls.run(
                ApiCall.form(server.url("files"), "files", form, file).once().stayingHome(), Answers.FILE);
    }

    @Override
    public MistralResponse<FileObject.Page> listFiles(int page, int pageSize) {
        return calls.run(ApiCall.get(paged("files", page, pageSize), "files").stayingHome(), Answers.FILES);
    }

    @Override
    public MistralResponse<FileObject> getFile(String id) {
        return calls.run(ApiCall.get(server.url("files", named(id)), "files").stayingHome(), Answers.FILE);
    }

    @Override
    public void deleteFile(String id) {
        calls.run(ApiCall.delete(server.url("files", named(id)), "files").stayingHome(), Answers.DELETED);
    }

    @Override
    public <T> MistralResponse<T> fileContent(String id, FileReader<T> reader) {
        HttpUrl url = server.url("files", named(id))
                .newBuilder()
                .addPathSegment("content")
                .build();
        return calls.run(ApiCall.get(url, "files/content").stayingHome().accepting("*/*"), Answer.bytes(reader::read));
    }

    @Override
    public MistralResponse<FileObject.SignedUrl> fileUrl(String id, int hours) {
        if (hours < 1 || hours > 168) {
            throw new IllegalArgumentException("hours must be between 1 and 168, but is " + hours);
        }
        HttpUrl url = server.url("files", named(id))
                .newBuilder()
                .addPathSegment("url")
                .addQueryParameter("expiry", String.valueOf(hours))
                .build();
        return calls.run(ApiCall.get(url, "files/url").stayingHome(), Answers.FILE_URL);
    }

    @Override
    public MistralResponse<BatchJob> createBatch(BatchJob.Request request) {
        ApiCall call = tree("batch/jobs", request.model(), BatchJson.request(request));
        return calls.run(
                call.once()
                        .stayingHome()
                        .hiding(texts -> request.requests().forEach(item -> {
                            Object messages = item.body().get("messages");
                            RequestInputs.ofTree(messages == null ? item.body().get("input") : messages, texts);
                        })),
                Answers.BATCH);
    }

    @Override
    public MistralResponse<BatchJob> getBatch(String id, boolean inline) {
        HttpUrl.Builder url = server.url("batch/jobs", named(id)).newBuilder();
        if (inline) {
            url.addQueryParameter("inline", "true");
        }
        return calls.run(ApiCall.get(url.build(), "batch/jobs").stayingHome(), Answers.BATCH);
    }

    @Override
    public MistralResponse<BatchJob.Page> listBatches(int page, int pageSize) {
        return calls.run(
                ApiCall.get(paged("batch/jobs", page, pageSize), "batch/jobs").stayingHome(), Answers.BATCHES);
    }

    @Override
    public MistralResponse<BatchJob> cancelBatch(String id) {
        HttpUrl url = server.url("batch/jobs", named(id))
                .newBuilder()
                .addPathSegment("cancel")
                .build();
        return calls.run(
                ApiCall.post(url, "batch/jobs/cancel", RequestJson.tree(Map.of()))
                        .stayingHome(),
                Answers.BATCH);
    }

    @Override
    public void deleteBatch(String id) {
        calls.run(
                ApiCall.delete(server.url("batch/jobs", named(id)), "batch/jobs")
                        .stayingHome(),
                Answers.DELETED);
    }

    private HttpUrl paged(String path, int page, int pageSize) {
        return server.url(path)
                .newBuilder()
                .addQueryParameter("page", String.valueOf(page))
                .addQueryParameter("page_size", String.valueOf(pageSize))
                .build();
    }

    private static String named(String id) {
        if (requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("id must not be blank");
        }
        return id;
    }

    private ApiCall tree(String path, @Nullable String model, Map<String, @Nullable Object> body) {
        return ApiCall.post(server.url(path), path, RequestJson.tree(body)).ofModel(model);
    }

    @Override
    public MistralResponse<EmbeddingsResponse> embed(EmbeddingsRequest request) {
        return calls.run(embeddingsCall(request), embeddingsOf(request));
    }

    @Override
    public CompletableFuture<MistralResponse<EmbeddingsResponse>> embedAsync(EmbeddingsRequest request) {
        return calls.runAsync(embeddingsCall(request), embeddingsOf(request));
    }

    @Override
    public MistralResponse<List<ModelCard>> listModels() {
        return calls.run(ApiCall.get(server.url("models"), "models"), Answers.MODELS);
    }

    @Override
    public MistralResponse<ModelCard> getModel(String id) {
        if (requireNonNull(id, "id").isBlank()) {
            throw new IllegalArgumentException("id must be the id of a model, but is blank");
        }
        return calls.run(ApiCall.get(server.url("models", id), "models").ofModel(id), Answers.MODEL);
    }

    @Override
    public void close() {
        calls.close();
    }

    private ApiCall chatCall(ChatCompletionRequest request, boolean stream) {
        ApiCall call = ApiCall.post(chat, "chat/completions", RequestJson.chat(request, stream))
                .ofModel(request.model())
                .hiding(texts -> RequestInputs.of(request, texts));
        return stream ? call.streamed() : call;
    }

    private ApiCall responsesCall(ChatCompletionRequest request, boolean stream) {
        ApiCall call = ApiCall.post(server.url("responses"), "responses", ResponsesRequest.body(request, stream))
                .ofModel(request.model())
                .hiding(texts -> RequestInputs.of(request, texts));
        return stream ? call.streamed() : call;
    }

    private ApiCall embeddingsCall(EmbeddingsRequest request) {
        return ApiCall.post(embeddings, "embeddings", RequestJson.embeddings(request))
                .ofModel(request.model())
                .hiding(request.input()::forEach);
    }

    private static Answer<MistralResponse<EmbeddingsResponse>> embeddingsOf(EmbeddingsRequest request) {
        return Answer.embeddings(request.input().size());
    }

    private <L extends MistralStream.Listener> StreamDelivery<L> delivery(L listener) {
        return new StreamDelivery<>(requireNonNull(listener, "listener"), maxAnswerSize);
    }

    private <E> MistralStream stream(ApiCall call, MistralStream.EventListener<E> listener, EventReaders<E> readers) {
        StreamDelivery<MistralStream.EventListener<E>> delivery = delivery(listener);
        Consumer<E> events = event -> delivery.deliver((to, choice, value) -> to.onEvent(value), 0, event);
        return calls.stream(call.streamed(), delivery, (body, info) -> readers.open(body, info, events));
    }

    /** Makes the reader for a stream of one kind of event. */
    private interface EventReaders<E> {
        StreamReader open(BufferedSource body, ResponseInfo info, Consumer<E> events) throws IOException;
    }
}

package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.client.internal.json.JsonContent;
import io.github.mistral4j.client.internal.json.RequestJson;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked of the server.
 *
 * @param name for log lines, such as {@code chat/completions}
 * @param model whose pace is kept, and for log lines; null for calls of no model
 * @param body makes the body of one request; null where there is none
 * @param repeat whether it may be sent again after bytes of it were sent
 * @param atHome whether it concerns what only the first endpoint knows, such as a file
 * @param accept the type of the answer
 * @param inputs hands over the texts that must not be repeated in a message
 */
public record ApiCall(
        String method,
        HttpUrl url,
        String name,
        @Nullable String model,
        @Nullable Supplier<? extends RequestBody> body,
        Repeat repeat,
        boolean atHome,
        String accept,
        Consumer<Consumer<String>> inputs) {

    /** When a request may follow one that was sent. */
    public enum Repeat {
        ALWAYS,
        /** After an answer which says that nothing was done: what this call does must not be done twice. */
        IF_NOTHING_WAS_DONE,
        /** Its body cannot be read twice. */
        NEVER
    }

    private static final String JSON = "application/json";
    private static final Set<Integer> NOTHING_WAS_DONE = Set.of(307, 308, 401, 429);

    public static ApiCall get(HttpUrl url, String name) {
        return of("GET", url, name, null);
    }

    public static ApiCall delete(HttpUrl url, String name) {
        return of("DELETE", url, name, null);
    }

    public static ApiCall post(HttpUrl url, String name, JsonContent json) {
        return of("POST", url, name, () -> new JsonBody(json));
    }

    /** With a body that was made as a map, at the path that names it. */
    public static ApiCall tree(Server server, String path, @Nullable String model, Map<String, @Nullable Object> body) {
        return post(server.url(path), path, RequestJson.tree(body)).ofModel(model);
    }

    /** With a form, whose fields may have a file beside them. */
    public static ApiCall form(HttpUrl url, String name, MultipartBody.Builder form, @Nullable UploadFile file) {
        if (file != null) {
            form.addPart(FileBody.part("file", file));
        }
        MultipartBody body = form.setType(MultipartBody.FORM).build();
        ApiCall call = of("POST", url, name, () -> body);
        return file == null || file.repeatable() ? call : call.repeated(Repeat.NEVER);
    }

    private static ApiCall of(String method, HttpUrl url, String name, @Nullable Supplier<? extends RequestBody> body) {
        return new ApiCall(method, url, name, null, body, Repeat.ALWAYS, false, JSON, texts -> {});
    }

    public ApiCall ofModel(@Nullable String of) {
        return new ApiCall(method, url, name, of, body, repeat, atHome, accept, inputs);
    }

    public ApiCall hiding(Consumer<Consumer<String>> texts) {
        return new ApiCall(method, url, name, model, body, repeat, atHome, accept, texts);
    }

    /** For an answer that is not JSON. */
    public ApiCall accepting(String type) {
        return new ApiCall(method, url, name, model, body, repeat, atHome, type, inputs);
    }

    public ApiCall streamed() {
        return accepting(Server.EVENTS);
    }

    /** For what only the first endpoint of a client knows. */
    public ApiCall stayingHome() {
        return new ApiCall(method, url, name, model, body, repeat, true, accept, inputs);
    }

    /** What is done by this call must not be done twice. */
    public ApiCall once() {
        return repeat == Repeat.NEVER ? this : repeated(Repeat.IF_NOTHING_WAS_DONE);
    }

    private ApiCall repeated(Repeat when) {
        return new ApiCall(method, url, name, model, body, when, atHome, accept, inputs);
    }

    /**
     * Whether another request may follow one that was sent.
     *
     * @param status of the answer, 0 where there was none
     */
    public boolean repeatable(int status) {
        return repeat == Repeat.ALWAYS || repeat == Repeat.IF_NOTHING_WAS_DONE && NOTHING_WAS_DONE.contains(status);
    }
}

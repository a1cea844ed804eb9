package io.github.mistral4j.client.internal.calls;

import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.internal.endpoints.AudioJson;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import org.jspecify.annotations.Nullable;

/** Speech to text and back, and the voices. */
public final class AudioCalls {

    private AudioCalls() {}

    public static ApiCall transcription(Server server, Transcription.Request request, boolean stream) {
        MultipartBody.Builder form = new MultipartBody.Builder();
        AudioJson.form(request, stream, form::addFormDataPart);
        ApiCall any = ApiCall.form(server.url("audio/transcriptions"), "audio/transcriptions", form, request.file());
        ApiCall placed = request.fileId() == null ? any : any.stayingHome();
        ApiCall call = placed.ofModel(request.model()).hiding(texts -> {
            request.contextBias().forEach(texts);
            request.speakerReferences().values().forEach(texts);
            if (request.file() != null) {
                texts.accept(request.file().name());
            }
            if (request.fileUrl() != null) {
                texts.accept(request.fileUrl());
            }
        });
        return stream ? call.streamed() : call;
    }

    public static ApiCall speech(Server server, Speech.Request request, boolean stream) {
        ApiCall call = ApiCall.tree(server, "audio/speech", request.model(), AudioJson.request(request, stream))
                .hiding(texts -> {
                    texts.accept(request.input());
                    if (request.refAudio() != null) {
                        texts.accept(request.refAudio());
                    }
                    RequestInputs.ofTree(request.extra(), texts);
                });
        return stream ? call.streamed() : call;
    }

    /** Of version 2 of the API, wherever the base URL names version 1. */
    public static ApiCall voices(Server server, @Nullable String pageToken, int pageSize, Map<String, ?> filters) {
        HttpUrl first = server.url("audio/voices");
        int version = first.pathSize() - 3;
        HttpUrl.Builder url = first.newBuilder();
        if (version >= 0 && first.pathSegments().get(version).equals("v1")) {
            url.setPathSegment(version, "v2");
        }
        if (pageToken != null) {
            url.addQueryParameter("page_token", pageToken);
        }
        return Named.list(url, "audio/voices", pageSize, filters);
    }
}

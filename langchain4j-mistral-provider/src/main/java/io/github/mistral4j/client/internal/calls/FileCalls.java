package io.github.mistral4j.client.internal.calls;

import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.client.internal.endpoints.OcrJson;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import java.util.Map;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import org.jspecify.annotations.Nullable;

/** Files, and what is read of them. A file is known to one endpoint only. */
public final class FileCalls {

    private static final String FILES = "files";

    private FileCalls() {}

    public static ApiCall ocr(Server server, Ocr.Request request) {
        ApiCall any = ApiCall.tree(server, "ocr", request.model(), OcrJson.request(request));
        ApiCall call = request.document() instanceof Ocr.Source.File ? any.stayingHome() : any;
        return call.hiding(texts -> {
            RequestInputs.of(request.document(), texts);
            RequestInputs.ofTree(request.options().get("document_annotation_prompt"), texts);
        });
    }

    public static ApiCall upload(
            Server server,
            UploadFile file,
            String purpose,
            @Nullable Integer expiryHours,
            @Nullable String visibility) {
        MultipartBody.Builder form = new MultipartBody.Builder().addFormDataPart("purpose", purpose);
        if (expiryHours != null) {
            form.addFormDataPart("expiry", String.valueOf(expiryHours));
        }
        if (visibility != null) {
            form.addFormDataPart("visibility", visibility);
        }
        return ApiCall.form(server.url(FILES), FILES, form, file)
                .once()
                .stayingHome()
                .hiding(texts -> RequestInputs.of(file, texts));
    }

    public static ApiCall list(Server server, int page, int pageSize, Map<String, ?> filters) {
        return Named.page(server, FILES, page, pageSize, filters);
    }

    public static ApiCall get(Server server, String id) {
        return ApiCall.get(Named.url(server, FILES, id), FILES).stayingHome();
    }

    public static ApiCall delete(Server server, String id) {
        return ApiCall.delete(Named.url(server, FILES, id), FILES).stayingHome();
    }

    public static ApiCall content(Server server, String id) {
        return ApiCall.get(Named.url(server, FILES, id, "content"), "files/content")
                .stayingHome()
                .accepting("*/*");
    }

    public static ApiCall url(Server server, String id, int hours) {
        if (hours < 1 || hours > 168) {
            throw new IllegalArgumentException("hours must be between 1 and 168, but is " + hours);
        }
        HttpUrl url = Named.url(server, FILES, id, "url")
                .newBuilder()
                .addQueryParameter("expiry", String.valueOf(hours))
                .build();
        return ApiCall.get(url, "files/url").stayingHome();
    }
}

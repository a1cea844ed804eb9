package io.github.mistral4j.client.internal.calls;

import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.internal.endpoints.BatchJson;
import io.github.mistral4j.client.internal.json.RequestJson;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import java.util.Map;
import okhttp3.HttpUrl;

/** Batch jobs. A job is known to one endpoint only, and must not begin twice. */
public final class BatchCalls {

    private static final String JOBS = "batch/jobs";

    private BatchCalls() {}

    public static ApiCall create(Server server, BatchJob.Request request) {
        return ApiCall.tree(server, JOBS, request.model(), BatchJson.request(request))
                .once()
                .stayingHome()
                .hiding(texts -> request.requests().forEach(item -> {
                    Object messages = item.body().get("messages");
                    RequestInputs.ofTree(messages == null ? item.body().get("input") : messages, texts);
                }));
    }

    public static ApiCall get(Server server, String id, boolean inline) {
        HttpUrl.Builder url = Named.url(server, JOBS, id).newBuilder();
        if (inline) {
            url.addQueryParameter("inline", "true");
        }
        return ApiCall.get(url.build(), JOBS).stayingHome();
    }

    public static ApiCall list(Server server, int page, int pageSize, Map<String, ?> filters) {
        return Named.page(server, JOBS, page, pageSize, filters);
    }

    public static ApiCall cancel(Server server, String id) {
        HttpUrl url = Named.url(server, JOBS, id, "cancel");
        return ApiCall.post(url, "batch/jobs/cancel", RequestJson.tree(Map.of()))
                .stayingHome();
    }

    public static ApiCall delete(Server server, String id) {
        return ApiCall.delete(Named.url(server, JOBS, id), JOBS).stayingHome();
    }
}

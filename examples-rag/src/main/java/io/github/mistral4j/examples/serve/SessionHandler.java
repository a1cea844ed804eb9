package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.documents.PlainText;
import io.github.mistral4j.examples.routing.AvailableModels;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.store.StoreUrl;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.net.URI;
import java.util.List;

/** {@code GET /api/session}: what the page shows before the first question. Nothing of it is a secret. */
final class SessionHandler implements Handler {

    private final Rag rag;
    private final List<String> suggestions;

    SessionHandler(Rag rag, List<String> suggestions) {
        this.rag = rag;
        this.suggestions = suggestions;
    }

    @Override
    public void handle(Context context) {
        context.contentType(Json.MEDIA_TYPE).result(session().toString());
    }

    private ObjectNode session() {
        RoutingTable table = rag.table();
        ObjectNode json = Json.object()
                .put("id", StoreUrl.hash(rag.documents() + " " + rag.api().kind()))
                .put("kind", rag.api().kind().name())
                .put("server", host(rag.api().baseUrl()))
                .put("baselineModel", table.baselineModel())
                .put("pricesOf", table.pricesOf())
                .put("minPassageScore", rag.relevance().least())
                .put("leftOut", LeftOut.summary(rag.ingested().leftOut()));
        ArrayNode documents = json.putArray("documents");
        rag.index().files().values().stream()
                .filter(file -> file.passages() > 0)
                .forEach(file -> documents
                        .addObject()
                        .put("name", file.name())
                        .put("label", PlainText.line(file.name()))
                        .put("passages", file.passages()));
        ArrayNode models = json.putArray("models");
        AvailableModels available = rag.catalog().available();
        table.models()
                .forEach((name, info) -> models.addObject()
                        .put("name", name)
                        .put("input", info.input())
                        .put("output", info.output())
                        .put("offered", available.contains(name)));
        ArrayNode questions = json.putArray("suggestions");
        suggestions.forEach(questions::add);
        return json;
    }

    /** Some put a user and a password into the address. */
    private static String host(String baseUrl) {
        URI uri = URI.create(baseUrl);
        return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
    }
}

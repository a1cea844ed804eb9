package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.documents.DocumentText;
import io.github.mistral4j.examples.documents.OriginalDocument;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /api/document?name=…}: the text of a document of the index, and of nothing else. */
final class DocumentHandler implements Handler {

    private final Rag rag;

    DocumentHandler(Rag rag) {
        this.rag = rag;
    }

    @Override
    public void handle(Context context) {
        String name = context.queryParam("name");
        if (name == null || !rag.index().files().containsKey(name)) {
            throw new RequestException(404, "There is no such document in the index.", "Open one from an answer.");
        }
        OriginalDocument document = OriginalDocument.in(rag.documents(), name);
        DocumentText text = document.text();
        ObjectNode json = Json.object()
                .put("name", name)
                .put("paged", text.paged())
                .put("changed", document.lastModified().toInstant().isAfter(rag.readAt()));
        json.set("lines", Json.tree(text.lines()));
        context.contentType(Json.MEDIA_TYPE).result(json.toString());
    }
}

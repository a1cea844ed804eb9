package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.app.Rag;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** {@code GET /api/nearest?question=…}: where to look on after a refusal. */
final class NearestHandler implements Handler {

    private static final int MOST = 3;

    private final Rag rag;

    NearestHandler(Rag rag) {
        this.rag = rag;
    }

    @Override
    public void handle(Context context) {
        String question = context.queryParam("question");
        if (question == null || question.isBlank()) {
            throw new RequestException(400, "There is no question.", "Type a question and send it again.");
        }
        ObjectNode json = Json.object();
        json.set("passages", Json.tree(rag.nearest(Question.of(question).text(), MOST)));
        context.contentType(Json.MEDIA_TYPE).result(json.toString());
    }
}

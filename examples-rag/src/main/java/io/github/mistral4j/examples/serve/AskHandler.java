package io.github.mistral4j.examples.serve;

import io.github.mistral4j.examples.answer.AnswerCall;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.app.Rag;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;

/**
 * {@code POST /api/ask}: a JSON object a line, each as soon as it is known. A browser that goes away ends the exchange with the
 * model, too.
 */
final class AskHandler implements Handler {

    private final Rag rag;
    private final RunningAnswers running;

    AskHandler(Rag rag, RunningAnswers running) {
        this.rag = rag;
        this.running = running;
    }

    @Override
    public void handle(Context context) {
        if (!context.isJson()) {
            throw new RequestException(415, "A question is sent as JSON.", "Reload the page.");
        }
        Question question = AskRequest.parse(context.body()).toQuestion(rag.table());
        AnswerFeed feed = new AnswerFeed();
        AnswerCall call = rag.qa().ask(question, feed::add);
        String id = running.add(call);
        context.contentType("application/x-ndjson; charset=utf-8");
        try {
            // Not context.outputStream(): its flush does nothing.
            feed.write(id, call, context.res().getOutputStream());
        } catch (IOException e) {
            call.cancel();
        } catch (InterruptedException e) {
            call.cancel();
            Thread.currentThread().interrupt();
        } finally {
            running.remove(id);
        }
    }
}

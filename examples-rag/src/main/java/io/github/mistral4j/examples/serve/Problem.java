package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.examples.answer.QuestionException;
import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.routing.RoutingException;
import io.github.mistral4j.examples.store.StoreException;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.NotFoundResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A failure as the page shows it: one line that says what is wrong, and a next step. */
record Problem(int status, String message, String nextStep) {

    private static final Logger LOG = LoggerFactory.getLogger(Problem.class);

    static Problem of(Throwable failure) {
        if (failure instanceof RequestException refused) {
            return new Problem(refused.status(), oneLine(failure), refused.nextStep());
        }
        if (failure instanceof QuestionException) {
            return new Problem(400, oneLine(failure), "Change the question and send it again.");
        }
        if (failure instanceof NotFoundResponse) {
            return new Problem(404, "There is nothing at this address.", "Begin at the start page.");
        }
        if (failure instanceof HttpResponseException refused) {
            return new Problem(refused.getStatus(), oneLine(failure), "Reload the page.");
        }
        if (failure instanceof DocumentException) {
            return new Problem(404, oneLine(failure), "Run `rag ingest` and start again.");
        }
        if (failure instanceof RoutingException || failure instanceof StoreException) {
            return new Problem(502, oneLine(failure), "`rag doctor` checks the set-up.");
        }
        if (failure instanceof LangChain4jException) {
            return new Problem(502, oneLine(failure), nextStep(failure));
        }
        LOG.error("A request failed: {}", failure.getClass().getName());
        return new Problem(500, "A fault of the program: " + failure.getClass().getSimpleName() + ".", "Try again.");
    }

    ObjectNode json() {
        return Json.object().put("message", message).put("nextStep", nextStep);
    }

    void answer(Context context) {
        context.status(status).contentType(Json.MEDIA_TYPE).result(json().toString());
    }

    private static String nextStep(Throwable failure) {
        if (failure instanceof AuthenticationException) {
            return "Check MISTRAL_API_KEY and start the server again; `rag doctor` says more.";
        }
        if (failure instanceof UnresolvedModelServerException || failure instanceof TimeoutException) {
            return "Check the network and MISTRAL_BASE_URL; `rag doctor` says more.";
        }
        if (failure instanceof RateLimitException) {
            return "Wait a minute, or start the server with --requests-per-second 1.";
        }
        if (failure.getCause() instanceof HttpException http && http.statusCode() == 501) {
            return "The server cannot do this; another one is needed, or another option when it is started.";
        }
        if (failure.getCause() instanceof HttpException http && http.statusCode() == 503) {
            return "The server is not ready yet; try again in a minute.";
        }
        if (failure instanceof ModelNotFoundException || failure instanceof InternalServerException) {
            return "Choose another model below the question, or try again in a minute.";
        }
        if (failure instanceof ContentFilteredException) {
            return "Put the question differently.";
        }
        return "`rag doctor` checks the set-up.";
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }
}

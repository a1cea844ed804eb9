package io.github.mistral4j.examples.answer;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.examples.routing.Router;
import io.github.mistral4j.examples.routing.RoutingDecision;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.TaskParameters;
import io.github.mistral4j.examples.routing.Wish;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the chosen model, and the next of its chain when it is overloaded, broken, silent, retired or
 * not in the key's plan; never after the first token. */
final class FallbackChat {

    private static final Logger LOG = LoggerFactory.getLogger(FallbackChat.class);

    private final Models models;
    private final Router router;

    record Reply(RoutingDecision decision, ChatResponse response) {}

    FallbackChat(Models models, Router router) {
        this.models = models;
        this.router = router;
    }

    Reply ask(RoutingDecision first, Wish wish, Prompt prompt, AnswerCall call, Consumer<AnswerEvent> listener) {
        RoutingTable table = router.table();
        TaskParameters parameters = table.task(first.task()).parameters();
        ChatRequest request = ChatRequest.builder().messages(prompt.messages()).build();
        Iterator<String> fallbacks = router.fallbacks(first, wish).iterator();
        RoutingDecision decision = first;
        while (true) {
            AnswerStream stream = new AnswerStream(listener);
            call.running(stream);
            stream.start(models.answering(decision.model(), parameters), request);
            try {
                return new Reply(decision, stream.response().join());
            } catch (CompletionException e) {
                Throwable failure = e.getCause();
                if (stream.hasStarted() || !mayFallBack(failure) || !fallbacks.hasNext()) {
                    throw failure instanceof RuntimeException known ? known : e;
                }
                decision = next(decision, fallbacks.next(), why(failure), listener);
            }
        }
    }

    private RoutingDecision next(RoutingDecision failed, String to, String why, Consumer<AnswerEvent> listener) {
        RoutingTable table = router.table();
        boolean weaker = table.model(to).rank() < table.model(failed.model()).rank();
        RoutingDecision decision = failed.fallBack(failed.model(), to, failed.model() + " " + why);
        LOG.warn("{}", decision);
        listener.accept(new AnswerEvent.FellBack(failed.model(), to, why, weaker));
        return decision;
    }

    private static boolean mayFallBack(Throwable failure) {
        return failure instanceof RateLimitException
                || failure instanceof InternalServerException
                || failure instanceof TimeoutException
                || failure instanceof ModelNotFoundException;
    }

    private static String why(Throwable failure) {
        if (failure instanceof RateLimitException) {
            return "is at its rate limit";
        }
        if (failure instanceof TimeoutException) {
            return "did not answer in time";
        }
        if (failure instanceof ModelNotFoundException) {
            return failure.getCause() instanceof HttpException http && http.statusCode() == 403
                    ? "is not in the plan of this key"
                    : "is unknown to the server or retired";
        }
        return "failed on the server's side";
    }
}

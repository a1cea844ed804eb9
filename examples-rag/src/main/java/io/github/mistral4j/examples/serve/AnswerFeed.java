package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import io.github.mistral4j.examples.answer.AnswerEvent;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The events of one answer, from the threads where they happen to the one that writes them. */
final class AnswerFeed {

    /** While a model thinks, nothing is written, and only writing shows that the browser has gone. */
    private static final long SIGN_OF_LIFE_MILLIS = 200;

    private static final ObjectNode END = Json.object();

    private final BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();

    void add(AnswerEvent event) {
        ObjectNode json = Json.object().put("type", type(event));
        json.setAll((ObjectNode) Json.tree(event));
        events.add(json);
    }

    /** Returns when everything is written. */
    void write(String id, AnswerCall call, OutputStream out) throws IOException, InterruptedException {
        line(Json.object().put("type", "started").put("id", id), out);
        call.result().whenComplete((answer, failure) -> {
            events.add(last(answer, failure));
            events.add(END);
        });
        while (true) {
            ObjectNode event = events.poll(SIGN_OF_LIFE_MILLIS, TimeUnit.MILLISECONDS);
            if (event == END) {
                return;
            }
            line(event, out);
        }
    }

    private static ObjectNode last(@Nullable Answer answer, @Nullable Throwable failure) {
        if (answer != null) {
            ObjectNode json = Json.object().put("type", "done");
            return json.set("answer", Json.tree(answer));
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause == null || cause instanceof CancellationException) {
            return Json.object().put("type", "stopped");
        }
        ObjectNode json = Json.object().put("type", "failed");
        return json.setAll(Problem.of(cause).json());
    }

    /** {@code Rewritten} is "rewritten". */
    private static String type(AnswerEvent event) {
        String name = event.getClass().getSimpleName();
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static void line(@Nullable ObjectNode event, OutputStream out) throws IOException {
        String text = event == null ? "\n" : event + "\n";
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

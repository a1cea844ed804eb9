package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.parts;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static io.github.mistral4j.testing.faults.Chunks.toolCalls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN.md S6: what the application's handler throws goes to its onError, and the stream goes on. */
class StreamHandlerExceptionTest {

    private static final String BODY = parts(
                    "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm\"}]}]")
            + text("Hel")
            + event("{\"type\":\"ping\"}")
            + toolCalls("[{\"index\":0,\"id\":\"D681PevKs\",\"function\":{\"name\":\"add\",\"arguments\":\"{}\"}}]")
            + last("lo", "stop")
            + DONE;

    private static final List<String> ALL =
            List.of("thinking", "text", "unmapped", "partialToolCall", "text", "completeToolCall", "response");

    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private Thread.@Nullable UncaughtExceptionHandler before;

    /** LangChain4j itself passes over exceptions only. */
    @ParameterizedTest
    @ValueSource(strings = {"onRequest", "onResponse", "onError"})
    void an_error_of_a_listener_keeps_the_ending_from_nobody(String failing) {
        ChatModelListener listener = (ChatModelListener) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ChatModelListener.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(failing)) {
                        throw new AssertionError("of the listener");
                    }
                    return null;
                });
        String body = failing.equals("onError") ? event("{\"error\":\"it broke\"}") : last("Hello", "stop") + DONE;

        RecordingHandler handler = StreamTrial.of(FaultScript.stream(body), builder -> builder.listeners(listener));

        assertThat(handler.endings()).isOne();
    }

    @BeforeEach
    void watchThreads() {
        before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    }

    @AfterEach
    void no_thread_has_died() {
        Thread.setDefaultUncaughtExceptionHandler(before);
        assertThat(uncaught).isEmpty();
    }

    enum Kind {
        EXCEPTION(() -> new IllegalStateException("of the application")),
        ERROR(() -> new AssertionError("of the application")),
        STACK_OVERFLOW(StackOverflowError::new),
        CHECKED(() -> new IOException("of the application")),
        INTERRUPTED(InterruptedException::new);

        private final Supplier<Throwable> make;

        Kind(Supplier<Throwable> make) {
            this.make = make;
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_a_callback_throws_is_handed_to_onError_and_the_stream_goes_on(Kind kind) {
        for (String callback : ALL) {
            int expected = callback.equals("text") ? 2 : 1;
            Throwing handler = stream(new Throwing(kind, callback, null), expected);

            assertThat(handler.calls).as("throwing from %s", callback).containsAll(ALL);
            assertThat(handler.errors)
                    .as("throwing from %s", callback)
                    .hasSize(expected)
                    .allSatisfy(error -> assertThat(error).isSameAs(handler.thrown));
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_onError_throws_is_ignored_and_the_stream_goes_on(Kind kind) {
        Throwing handler = stream(new Throwing(kind, "text", "error"), 2);

        assertThat(handler.calls.stream().filter(call -> !call.equals("error"))).isEqualTo(ALL);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void what_onError_throws_at_a_failure_of_the_stream_is_ignored(Kind kind) {
        Throwing handler = new Throwing(kind, "error", null);
        stream(text("Hel"), handler, () -> !handler.errors.isEmpty());

        assertThat(handler.errors).hasSize(1);
        assertThat(handler.calls).containsExactly("text", "error");
    }

    @Test
    void a_handler_that_throws_every_time_hears_everything() {
        Throwing handler = stream(new Throwing(Kind.EXCEPTION, "", "error"), ALL.size());

        assertThat(handler.calls.stream().filter(call -> !call.equals("error"))).isEqualTo(ALL);
        assertThat(handler.errors).hasSize(ALL.size());
    }

    @Test
    void the_next_stream_of_the_same_model_is_not_harmed() {
        try (FaultServer server = FaultServer.streaming(BODY);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            for (int i = 0; i < 3; i++) {
                Throwing handler = new Throwing(Kind.ERROR, "", "error");
                model.chat("hello", handler);
                Eventually.that("the stream ends", () -> handler.calls.contains("response"));
            }
        }
    }

    private static Throwing stream(Throwing handler, int expectedErrors) {
        stream(BODY, handler, () -> handler.calls.contains("response") && handler.errors.size() >= expectedErrors);
        return handler;
    }

    private static void stream(String body, Throwing handler, BooleanSupplier ended) {
        try (FaultServer server = FaultServer.streaming(body)) {
            try (MistralStreamingChatModel model = StreamTrial.model(server).build()) {
                model.chat("hello", handler);
                Eventually.that("the stream ends", ended);
            }
            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
    }

    /** Throws from the callbacks of these names; from all but onError when the first name is empty. */
    private static final class Throwing implements StreamingChatResponseHandler {

        private final List<String> calls = new CopyOnWriteArrayList<>();
        private final List<Throwable> errors = new CopyOnWriteArrayList<>();
        private final Throwable thrown;
        private final List<String> from;

        Throwing(Kind kind, String callback, @Nullable String another) {
            this.thrown = kind.make.get();
            this.from = callback.isEmpty()
                    ? List.of(
                            "thinking", "text", "unmapped", "partialToolCall", "completeToolCall", "response", "error")
                    : another == null ? List.of(callback) : List.of(callback, another);
        }

        private void called(String name) {
            calls.add(name);
            if (from.contains(name)) {
                sneak(thrown);
            }
        }

        @SuppressWarnings("unchecked")
        private static <T extends Throwable> void sneak(Throwable error) throws T {
            throw (T) error;
        }

        @Override
        public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
            called("text");
        }

        @Override
        public void onPartialThinking(PartialThinking piece) {
            called("thinking");
        }

        @Override
        public void onPartialToolCall(PartialToolCall call) {
            called("partialToolCall");
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            called("completeToolCall");
        }

        @Override
        public void onUnmappedRawEvent(Object event) {
            called("unmapped");
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            called("response");
        }

        @Override
        public void onError(Throwable error) {
            errors.add(error);
            called("error");
        }
    }
}

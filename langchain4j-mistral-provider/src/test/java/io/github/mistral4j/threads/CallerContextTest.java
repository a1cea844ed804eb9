package io.github.mistral4j.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.faults.RecordingSubscriber;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Publisher;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No caller's context reaches another; the caller's own comes along where the application says how. */
@Tag("core-1.20")
class CallerContextTest {

    private static final ChatRequest HELLO =
            ChatRequest.builder().messages(UserMessage.from("hello")).build();
    private static final InheritableThreadLocal<String> INHERITED = new InheritableThreadLocal<>();
    private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();
    private static final UnaryOperator<Runnable> CARRY = task -> {
        String context = CONTEXT.get();
        return () -> {
            String before = CONTEXT.get();
            CONTEXT.set(context);
            try {
                task.run();
            } finally {
                CONTEXT.set(before);
            }
        };
    };

    private final WireServer server = WireServer.start();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        server.close();
        CONTEXT.remove();
        INHERITED.remove();
    }

    private MistralClientBuilder client() {
        return MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k");
    }

    private MistralStreamingChatModel streaming(MistralClient client, ChatModelListener... listeners) {
        return MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .listeners(listeners)
                .build();
    }

    private void note(String what) {
        seen.add(what + " " + CONTEXT.get());
    }

    private final class Noting implements StreamingChatResponseHandler {

        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private final Runnable note;

        Noting(Runnable note) {
            this.note = note;
        }

        @Override
        public void onPartialResponse(String text) {
            note.run();
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            ended.complete(null);
        }

        @Override
        public void onError(Throwable error) {
            ended.completeExceptionally(error);
        }

        void await() {
            ended.orTimeout(20, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void a_callback_knows_neither_thread_locals_nor_class_loader_of_whoever_called_before() throws Exception {
        try (MistralClient client = client().build();
                URLClassLoader alices = new URLClassLoader(new URL[0])) {
            MistralStreamingChatModel model = streaming(client);
            Thread alice = new Thread(() -> {
                INHERITED.set("alice");
                Thread.currentThread().setContextClassLoader(alices);
                server.answers(Answers.stream("a"));
                Noting handler = new Noting(() -> {});
                model.chat(HELLO, handler);
                handler.await();
            });
            alice.start();
            alice.join();

            server.answers(Answers.stream("b"));
            Noting handler = new Noting(() -> {
                seen.add(String.valueOf(INHERITED.get()));
                seen.add(String.valueOf(Thread.currentThread().getContextClassLoader() == alices));
            });
            model.chat(HELLO, handler);
            handler.await();

            assertThat(seen).containsExactly("null", "false");
        }
    }

    /** Writes down which classes start a thread that inherits from the current one. */
    private static final class Inherited extends InheritableThreadLocal<String> {

        private final List<String> starters = new CopyOnWriteArrayList<>();

        @Override
        protected String childValue(String value) {
            StackWalker.getInstance().forEach(frame -> starters.add(frame.getClassName()));
            return value;
        }
    }

    @Test
    void the_thread_that_looks_after_idle_connections_inherits_nothing_of_a_caller() {
        Inherited inherited = new Inherited();
        try (MistralClient client = client().build();
                MistralChatModel model =
                        MistralChatModel.builder().client(client).modelName("m").build()) {
            inherited.set("alice");
            model.chat(HELLO);
        } finally {
            inherited.remove();
        }
        assertThat(inherited.starters).noneMatch(name -> name.startsWith("okhttp3.internal.concurrent"));
    }

    @Test
    void the_thread_that_reads_a_shared_connection_inherits_nothing_of_the_caller_that_opened_it() throws Exception {
        Inherited inherited = new Inherited();
        OkHttpClient http = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE))
                .build();
        try (MockWebServer shared = new MockWebServer()) {
            shared.setProtocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
            shared.enqueue(new MockResponse.Builder()
                    .setHeader("Content-Type", "application/json")
                    .body(Answers.CHAT.formatted("fine"))
                    .build());
            shared.start();
            try (MistralChatModel model = MistralChatModel.builder()
                    .baseUrl(shared.url("/v1").toString())
                    .withoutApiKey()
                    .okHttpClient(http)
                    .modelName("m")
                    .build()) {
                inherited.set("alice");
                model.chat(HELLO);
            } finally {
                inherited.remove();
                http.connectionPool().evictAll();
            }
        }
        assertThat(inherited.starters).noneMatch(name -> name.startsWith("okhttp3.internal.http2"));
    }

    @Test
    void a_class_loader_that_a_callback_leaves_behind_is_not_the_next_ones() throws Exception {
        try (MistralClient client = client().build();
                URLClassLoader left = new URLClassLoader(new URL[0])) {
            MistralStreamingChatModel model = streaming(client);
            server.answers(Answers.stream("a"), Answers.stream("b"));
            Noting first = new Noting(() -> Thread.currentThread().setContextClassLoader(left));
            model.chat(HELLO, first);
            first.await();

            Noting second = new Noting(
                    () -> seen.add(String.valueOf(Thread.currentThread().getContextClassLoader() == left)));
            model.chat(HELLO, second);
            second.await();

            assertThat(seen).containsExactly("false");
        }
    }

    @Test
    void callbacks_and_listeners_run_in_the_context_of_the_caller() {
        try (MistralClient client = client().taskDecorator(CARRY).build()) {
            server.answers(Answers.stream("a"));
            CONTEXT.set("alice");
            Noting handler = new Noting(() -> note("callback"));
            streaming(client, new ChatModelListener() {
                        @Override
                        public void onResponse(ChatModelResponseContext context) {
                            note("listener");
                        }
                    })
                    .chat(HELLO, handler);
            handler.await();

            assertThat(seen).containsExactlyInAnyOrder("callback alice", "listener alice");
        }
    }

    @Test
    void a_subscriber_is_signalled_in_the_context_of_who_subscribed() {
        try (MistralClient client = client().taskDecorator(CARRY).build()) {
            server.answers(Answers.stream("a"));
            CONTEXT.set("who made the publisher");
            Publisher<ChatModelStreamingEvent> publisher = streaming(client).chat(HELLO);
            CONTEXT.set("who subscribes");
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
                @Override
                public void onNext(ChatModelStreamingEvent event) {
                    note("signal");
                }
            };
            publisher.subscribe(subscriber);
            subscriber.awaitEnding();

            assertThat(seen).isNotEmpty().allMatch("signal who subscribes"::equals);
        }
    }

    @Test
    void what_depends_on_an_asynchronous_call_runs_in_the_context_of_the_caller() {
        try (MistralChatModel model = MistralChatModel.builder()
                .baseUrl(server.baseUrl())
                .apiKey("k")
                .modelName("m")
                .taskDecorator(CARRY)
                .build()) {
            CONTEXT.set("alice");
            CompletableFuture<Void> go = new CompletableFuture<>();
            server.otherwise(request -> {
                go.orTimeout(20, TimeUnit.SECONDS).join();
                return Answers.chat("fine");
            });
            CompletableFuture<Void> dependent = model.chatAsync(HELLO).thenAccept(answer -> note("dependent"));
            go.complete(null);
            dependent.orTimeout(20, TimeUnit.SECONDS).join();

            assertThat(seen).containsExactly("dependent alice");
        }
    }

    @Test
    void the_batches_of_an_embedding_call_run_in_the_context_of_the_caller() {
        server.otherwise(request -> Answers.embeddings(1, 1));
        try (MistralClient client = client().taskDecorator(CARRY).build()) {
            CONTEXT.set("alice");
            MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .maxSegmentsPerBatch(1)
                    .maxBatchesInFlight(2)
                    .progressListener(progress -> note("batch"))
                    .build()
                    .embedAll(Collections.nCopies(6, TextSegment.from("text")));

            assertThat(seen).hasSize(6).allMatch("batch alice"::equals);
        }
    }

    @Test
    void a_decorator_that_does_not_run_its_task_or_throws_loses_no_call() {
        for (UnaryOperator<Runnable> bad : List.<UnaryOperator<Runnable>>of(task -> () -> {}, task -> () -> {
            throw new IllegalStateException("bad");
        })) {
            try (MistralClient client = client().taskDecorator(bad).build()) {
                server.answers(Answers.stream("a"));
                Noting handler = new Noting(() -> note("callback"));
                streaming(client).chat(HELLO, handler);
                handler.await();
            }
        }
        assertThat(seen).hasSize(2);
    }

    @Test
    void a_decorator_that_fails_on_the_callers_thread_fails_the_caller() {
        try (MistralClient client = client().taskDecorator(task -> {
                    throw new IllegalStateException("bad");
                })
                .build()) {
            assertThat(catchThrowable(() -> streaming(client).chat(HELLO, new Noting(() -> {}))))
                    .isInstanceOf(IllegalStateException.class);
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            streaming(client).chat(HELLO).subscribe(subscriber);
            assertThat(subscriber.awaitEnding().errors()).singleElement().isInstanceOf(IllegalStateException.class);
        }
    }
}

package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static io.github.mistral4j.testing.faults.Chunks.ANSWER_TEXT;
import static io.github.mistral4j.testing.faults.Chunks.event;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingSubscriber;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscription;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** DESIGN.md C2: the publisher keeps to the demand, has one ending, and is quiet once it was cancelled. */
@Tag("core-1.20")
class StreamPublisherTest {

    private static final ChatRequest REQUEST =
            ChatRequest.builder().messages(UserMessage.from("hello")).build();

    private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    private Thread.@Nullable UncaughtExceptionHandler before;

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

    @Test
    void a_subscriber_hears_the_pieces_the_answer_and_the_end() {
        RecordingSubscriber subscriber =
                subscribed(new RecordingSubscriber(Long.MAX_VALUE), FaultScript.stream(ANSWER));

        assertThat(subscriber.text()).isEqualTo(ANSWER_TEXT);
        assertThat(subscriber.hasResponse()).isTrue();
        assertThat(subscriber.completions()).isOne();
        assertThat(subscriber.endings()).isOne();
    }

    @Test
    void a_failure_is_one_error_and_needs_no_demand() {
        RecordingSubscriber subscriber = subscribed(
                new RecordingSubscriber(0), FaultScript.stream(event("{\"object\":\"error\",\"message\":\"No\"}")));

        assertThat(subscriber.errors()).singleElement().isInstanceOf(InternalServerException.class);
        assertThat(subscriber.endings()).isOne();
    }

    @Test
    void a_subscriber_gets_no_more_events_than_it_asked_for() {
        try (FaultServer server = FaultServer.streaming(ANSWER);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(REQUEST).subscribe(subscriber);
            for (int asked = 1; asked < 4; asked++) {
                int expected = asked;
                Eventually.that(
                        "it gets what it asked for", () -> subscriber.events().size() >= expected);
                assertThat(subscriber.events()).hasSize(expected);
                assertThat(subscriber.endings()).isZero();
                subscriber.subscription().request(1);
            }
            subscriber.awaitEnding();
            assertThat(subscriber.events()).hasSize(4);
            assertThat(subscriber.completions()).isOne();
        }
    }

    @Test
    void without_demand_the_server_is_read_no_further() {
        String chunk = text("x".repeat(1_000));
        int[] sent = new int[1];
        try (FaultServer server = FaultServer.start(connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    while (true) {
                        connection.send(chunk);
                        sent[0]++;
                    }
                });
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(REQUEST).subscribe(subscriber);
            Eventually.that(
                    "it gets what it asked for", () -> subscriber.events().size() == 1);
            Eventually.that("the server can send no more", new BooleanSupplier() {
                private int last;
                private int same;

                @Override
                public boolean getAsBoolean() {
                    same = sent[0] == last ? same + 1 : 0;
                    last = sent[0];
                    return same > 100;
                }
            });
            assertThat(subscriber.events()).hasSize(1);
            subscriber.subscription().cancel();
            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_demand_that_is_none_ends_the_stream_with_an_error(long demand) {
        RecordingSubscriber subscriber = subscribed(new RecordingSubscriber(demand), untilClosed(text("Hel")));

        assertThat(subscriber.errors()).singleElement().isInstanceOf(IllegalArgumentException.class);
        assertThat(subscriber.events()).isEmpty();
        assertThat(subscriber.endings()).isOne();
    }

    @Test
    void demand_beyond_a_long_is_unlimited() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onNext(ChatModelStreamingEvent event) {
                super.onNext(event);
                subscription().request(Long.MAX_VALUE);
            }
        };

        assertThat(subscribed(subscriber, FaultScript.stream(ANSWER)).text()).isEqualTo(ANSWER_TEXT);
    }

    @Test
    void each_subscriber_gets_a_stream_of_its_own() {
        try (FaultServer server = FaultServer.streaming(ANSWER);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            var publisher = model.chat(REQUEST);
            RecordingSubscriber first = new RecordingSubscriber(Long.MAX_VALUE);
            RecordingSubscriber second = new RecordingSubscriber(Long.MAX_VALUE);
            publisher.subscribe(first);
            publisher.subscribe(second);

            assertThat(first.awaitEnding().text()).isEqualTo(ANSWER_TEXT);
            assertThat(second.awaitEnding().text()).isEqualTo(ANSWER_TEXT);
            assertThat(server.connections()).hasSize(2);
        }
    }

    @Test
    void cancelling_in_onSubscribe_sends_nothing() {
        RecordingSubscriber subscriber = new RecordingSubscriber(0) {
            @Override
            public void onSubscribe(Subscription subscription) {
                subscription.request(1);
                subscription.cancel();
            }
        };
        try (FaultServer server = FaultServer.streaming(ANSWER)) {
            try (MistralStreamingChatModel model = StreamTrial.model(server).build()) {
                model.chat(REQUEST).subscribe(subscriber);
            }
            assertThat(server.connections()).isEmpty();
            assertThat(subscriber.endings()).isZero();
        }
    }

    @Test
    void cancelling_while_the_stream_flows_closes_the_exchange() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);

        cancelled(subscriber, untilClosed(text("Hel")), given -> {
            Eventually.that("the stream has begun", () -> given.events().size() == 1);
            given.subscription().cancel();
        });

        assertThat(subscriber.events()).hasSize(1);
    }

    @Test
    void cancelling_before_the_server_answers_closes_the_exchange() {
        cancelled(
                new RecordingSubscriber(1),
                connection -> connection.awaitClosedByClient(),
                given -> given.subscription().cancel());
    }

    @Test
    void cancelling_while_events_wait_for_demand_closes_the_exchange() {
        RecordingSubscriber subscriber = new RecordingSubscriber(1);

        cancelled(subscriber, untilClosed(text("Hel") + text("lo") + last("!", "stop")), given -> {
            Eventually.that("the stream has begun", () -> given.events().size() == 1);
            given.subscription().cancel();
        });

        assertThat(subscriber.events()).hasSize(1);
    }

    @Test
    void cancelling_in_onNext_closes_the_exchange() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onNext(ChatModelStreamingEvent event) {
                super.onNext(event);
                subscription().cancel();
            }
        };

        cancelled(subscriber, untilClosed(text("Hel") + text("lo")), given -> {});

        assertThat(subscriber.events()).hasSize(1);
    }

    @Test
    void a_subscriber_that_throws_from_onNext_has_cancelled() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onNext(ChatModelStreamingEvent event) {
                super.onNext(event);
                throw new IllegalStateException("of the application");
            }
        };

        cancelled(subscriber, untilClosed(text("Hel") + text("lo")), given -> {});

        assertThat(subscriber.events()).hasSize(1);
    }

    @Test
    void a_subscriber_that_throws_from_onError_harms_nobody() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onError(Throwable error) {
                super.onError(error);
                throw new IllegalStateException("of the application");
            }
        };

        assertThat(subscribed(subscriber, FaultScript.stream(text("Hel"))).endings())
                .isOne();
    }

    @Test
    void a_subscriber_that_throws_from_onComplete_harms_nobody() {
        RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE) {
            @Override
            public void onComplete() {
                super.onComplete();
                throw new IllegalStateException("of the application");
            }
        };

        assertThat(subscribed(subscriber, FaultScript.stream(ANSWER)).endings()).isOne();
    }

    @Test
    void closing_the_client_ends_a_stream_that_waits_for_demand() {
        try (FaultServer server = FaultServer.start(untilClosed(text("Hel") + text("lo")))) {
            MistralStreamingChatModel model = StreamTrial.model(server).build();
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(REQUEST).subscribe(subscriber);
            Eventually.that("the stream has begun", () -> subscriber.events().size() == 1);

            model.close();

            assertThat(subscriber.awaitEnding().errors()).hasSize(1);
            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
            assertThat(subscriber.endings()).isOne();
        }
    }

    @Test
    void the_whole_call_limit_ends_a_stream_that_waits_for_demand() {
        try (FaultServer server = FaultServer.start(untilClosed(text("Hel") + text("lo")));
                MistralStreamingChatModel model = StreamTrial.model(server)
                        .callTimeout(Duration.ofMillis(300))
                        .build()) {
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(REQUEST).subscribe(subscriber);

            assertThat(subscriber.awaitEnding().errors())
                    .singleElement()
                    .isInstanceOf(TimeoutException.class)
                    .asString()
                    .contains("callTimeout of 300 ms");
        }
    }

    @Test
    void a_model_whose_client_is_closed_ends_a_stream_with_an_error() {
        try (FaultServer server = FaultServer.streaming(ANSWER)) {
            MistralStreamingChatModel model = StreamTrial.model(server).build();
            model.close();
            RecordingSubscriber subscriber = new RecordingSubscriber(1);
            model.chat(REQUEST).subscribe(subscriber);

            assertThat(subscriber.awaitEnding().errors())
                    .singleElement()
                    .asString()
                    .contains("closed");
        }
    }

    private static FaultScript untilClosed(String body) {
        return connection -> {
            connection.readRequest();
            connection.sendChunkedHead("text/event-stream");
            connection.sendChunk(body);
            connection.awaitClosedByClient();
        };
    }

    private static RecordingSubscriber subscribed(RecordingSubscriber subscriber, FaultScript script) {
        try (FaultServer server = FaultServer.start(script)) {
            try (MistralStreamingChatModel model = StreamTrial.model(server).build()) {
                model.chat(REQUEST).subscribe(subscriber);
                subscriber.awaitEnding();
                Eventually.that("the connection is closed", () -> server.openConnections() == 0);
            }
        }
        return subscriber;
    }

    private static void cancelled(
            RecordingSubscriber subscriber, FaultScript script, Consumer<RecordingSubscriber> action) {
        try (FaultServer server = FaultServer.start(script);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            model.chat(REQUEST).subscribe(subscriber);
            Eventually.that(
                    "the server was reached", () -> !server.connections().isEmpty());
            action.accept(subscriber);
            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
        assertThat(subscriber.endings()).isZero();
    }
}

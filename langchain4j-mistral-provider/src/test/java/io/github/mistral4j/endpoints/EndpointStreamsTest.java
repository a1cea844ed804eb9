package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.calls.EndpointStream;
import io.github.mistral4j.testing.calls.Heard;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S1, S2, S5 and S6 of DESIGN.md hold for the streams of all endpoints. */
class EndpointStreamsTest {

    private static MistralClient client(FaultServer server) {
        return MistralClient.builder()
                .baseUrl(server.baseUrl())
                .withoutApiKey()
                .maxRetries(0)
                .build();
    }

    private static Heard heard(EndpointStream stream, String events) {
        return heard(stream, FaultScript.stream(events), new Heard());
    }

    private static Heard heard(EndpointStream stream, FaultScript script, Heard heard) {
        try (FaultServer server = FaultServer.start(script);
                MistralClient client = client(server)) {
            stream.start(client, heard);
            return heard.awaitEnd();
        }
    }

    @ParameterizedTest
    @EnumSource
    void ends_with_its_last_event_and_once_even_if_the_server_goes_on(EndpointStream stream) {
        Heard heard = heard(
                stream,
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(stream.first() + stream.last() + stream.first() + stream.last());
                    connection.awaitClosedByClient();
                },
                new Heard());

        assertThat(heard.error()).isNull();
        assertThat(heard.endings()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void a_connection_that_breaks_after_the_last_event_is_completion(EndpointStream stream) {
        Heard heard = heard(
                stream,
                connection -> {
                    connection.readRequest();
                    connection.sendChunkedHead("text/event-stream");
                    connection.sendChunk(stream.first() + stream.last());
                },
                new Heard());

        assertThat(heard.error()).isNull();
        assertThat(heard.endings()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void an_end_before_the_last_event_is_a_cut(EndpointStream stream) {
        for (String events : List.of(
                "",
                stream.first(),
                stream.first() + "data: [DONE]\n\n",
                stream.first() + stream.last().substring(0, 40))) {
            Heard heard = heard(stream, events);

            assertThat(heard.error()).as(events).isNotNull();
            assertThat(heard.error().getMessage()).containsAnyOf("cut", "empty");
            assertThat(heard.endings()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_error_event_of_any_shape_is_the_failure(EndpointStream stream) {
        for (String error : List.of(
                "data: {\"object\":\"error\",\"message\":\"it broke\",\"type\":\"internal\",\"code\":\"3000\"}\n\n",
                "data: {\"type\":\"internal_server_error\",\"message\":\"it broke\",\"code\":\"3000\"}\n\n",
                "data: {\"type\":\"error\",\"message\":\"it broke\",\"code\":null,\"param\":null}\n\n",
                "data: {\"error\":{\"message\":\"it broke\"}}\n\n",
                "data: {\"message\":\"it broke\"}\n\n",
                "data: {\"detail\":\"it broke\"}\n\n",
                "event: error\ndata: {\"message\":\"it broke\",\"code\":500}\n\n")) {
            for (String after : List.of("", "data: [DONE]\n\n", stream.last())) {
                Heard heard = heard(stream, stream.first() + error + after);

                assertThat(heard.pieces()).hasSize(1);
                assertThat(heard.error()).as(error + after).isNotNull();
                assertThat(heard.error()).hasMessageContaining("it broke");
                assertThat(heard.endings()).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_that_is_not_json_is_an_error_and_never_passed_over(EndpointStream stream) {
        for (String event : List.of("data: {\"type\":oops}\n\n", "data: [1]\n\n", "data: oops\n\n")) {
            Heard heard = heard(stream, stream.first() + event + stream.last());

            assertThat(heard.error()).as(event).isNotNull();
            assertThat(heard.endings()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_an_unknown_kind_costs_nothing(EndpointStream stream) {
        Heard heard = heard(
                stream,
                stream.first() + "event: of.tomorrow\ndata: {\"type\":\"of.tomorrow\",\"new\":{\"a\":[1]}}\n\n"
                        + stream.last());

        assertThat(heard.error()).isNull();
        assertThat(heard.pieces()).hasSizeBetween(1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void cancelling_closes_the_connection_and_nothing_is_told_after_it(EndpointStream stream) {
        Heard heard = new Heard();
        FaultScript script = connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(stream.first());
            connection.awaitClosedByClient();
        };
        try (FaultServer server = FaultServer.start(script);
                MistralClient client = client(server)) {
            Runnable cancel = stream.start(client, heard);
            heard.awaitFirst();
            cancel.run();

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
            assertThat(heard.pieces()).hasSize(1);
            assertThat(heard.endings()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RESPONSES", mode = EnumSource.Mode.EXCLUDE)
    void what_the_application_throws_is_told_and_leaves_no_connection_behind(EndpointStream stream) {
        IllegalStateException mine = new IllegalStateException("mine");
        Heard heard = new Heard(() -> {
            throw mine;
        });
        try (FaultServer server = FaultServer.streaming(stream.first() + stream.last());
                MistralClient client = client(server)) {
            stream.start(client, heard);
            heard.awaitEnd();

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
            assertThat(heard.error()).isSameAs(mine);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "RESPONSES", mode = EnumSource.Mode.EXCLUDE)
    void what_the_application_throws_at_the_end_is_told(EndpointStream stream) {
        IllegalStateException mine = new IllegalStateException("mine");
        Heard heard = heard(stream, FaultScript.stream(stream.first() + stream.last()), new Heard(() -> {}, () -> {
            throw mine;
        }));

        assertThat(heard.error()).isSameAs(mine);
    }

    @ParameterizedTest
    @EnumSource(names = "RESPONSES", mode = EnumSource.Mode.EXCLUDE)
    void what_the_application_throws_after_it_has_cancelled_is_told_to_nobody(EndpointStream stream) {
        CompletableFuture<Runnable> cancel = new CompletableFuture<>();
        Heard heard = new Heard(() -> {
            cancel.join().run();
            throw new IllegalStateException("mine");
        });
        try (FaultServer server = FaultServer.streaming(stream.first() + stream.last());
                MistralClient client = client(server)) {
            cancel.complete(stream.start(client, heard));
            heard.awaitFirst();

            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
        assertThat(heard.pieces()).hasSize(1);
        assertThat(heard.endings()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void pieces_are_told_in_the_context_of_the_caller(EndpointStream stream) {
        ThreadLocal<String> context = new ThreadLocal<>();
        UnaryOperator<Runnable> carry = task -> {
            String own = context.get();
            return () -> {
                context.set(own);
                try {
                    task.run();
                } finally {
                    context.remove();
                }
            };
        };
        List<String> seen = new CopyOnWriteArrayList<>();
        try (FaultServer server = FaultServer.streaming(stream.first() + stream.last());
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .taskDecorator(carry)
                        .build()) {
            context.set("alice");
            Heard heard = new Heard(() -> seen.add(String.valueOf(context.get())));
            stream.start(client, heard);
            heard.awaitEnd();

            assertThat(seen).isNotEmpty().allMatch("alice"::equals);
        } finally {
            context.remove();
        }
    }
}

package io.github.mistral4j.timeouts;

import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.Trickle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** DESIGN.md T1: whatever a server does not do, the limit that is for it ends the call and is named with its length. */
@Execution(ExecutionMode.CONCURRENT)
class TimeLimitsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static final String STREAM_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String JSON_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n";

    /** Ways of not getting on with it, and the limit that is for them. */
    private enum Server {
        SHAKES_NO_HANDS("https", "connectTimeout", connection -> connection.awaitClosedByClient()),
        IS_SILENT("http", "firstByteTimeout", connection -> connection.awaitClosedByClient()),
        DOES_NOT_READ("http", "firstByteTimeout", connection -> connection.awaitNothing()),
        TRICKLES_THE_HEADERS("http", "firstByteTimeout", connection -> {
            connection.readRequest();
            Trickle.forEver(connection, "HTTP/1.1 200 OK\r\nX-Filler: aaaaaaaaaaaaaaaaaaaa", Duration.ofMillis(5));
        }),
        SAYS_CONTINUE("http", "firstByteTimeout", connection -> {
            connection.readRequest();
            Trickle.forEver(connection, "HTTP/1.1 100 Continue\r\n\r\n", Duration.ofMillis(1));
        }),
        STALLS_AFTER_THE_HEADERS("http", "idleTimeout", connection -> {
            connection.send(head(connection.readRequest()));
            connection.awaitClosedByClient();
        }),
        STALLS_IN_THE_BODY("http", "idleTimeout", connection -> {
            String request = connection.readRequest();
            connection.send(head(request) + (isStream(request) ? text("Hel") : "{\"id\":\"1\",\"choices\":["));
            connection.awaitClosedByClient();
        }),
        STALLS_IN_AN_EVENT("http", "idleTimeout", connection -> {
            String request = connection.readRequest();
            connection.send(head(request) + (isStream(request) ? "data: {\"choices\":[{\"de" : "{"));
            connection.awaitClosedByClient();
        }),
        TRICKLES_THE_BODY("http", "callTimeout", connection -> {
            String request = connection.readRequest();
            connection.send(head(request));
            Trickle.forEver(connection, isStream(request) ? ": ping\n\n" : " ", Duration.ofMillis(5));
        }),
        FLOODS_WITH_COMMENTS("http", "callTimeout", connection -> {
            String request = connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n");
            while (true) {
                connection.send(isStream(request) ? ": ping\n\n" : "        ");
            }
        });

        private final String scheme;
        private final String limit;
        private final FaultScript script;

        Server(String scheme, String limit, FaultScript script) {
            this.scheme = scheme;
            this.limit = limit;
            this.script = script;
        }

        private String prompt() {
            return this == DOES_NOT_READ ? "x".repeat(30_000_000) : "hello";
        }
    }

    @TestFactory
    List<DynamicTest> the_limit_that_is_for_it_alone_ends_the_call() {
        return forAll((server, kind) -> {
            Throwable failure = fail(server, kind, options -> unlimited(options, server.limit, SHORT, Duration.ZERO));

            assertNames(failure, server.limit, "50 ms");
        });
    }

    @TestFactory
    List<DynamicTest> the_shortest_of_several_limits_ends_the_call() {
        return forAll((server, kind) -> {
            Throwable failure = fail(server, kind, options -> unlimited(options, server.limit, SHORT, LONG));

            assertNames(failure, server.limit, "50 ms");
        });
    }

    @TestFactory
    List<DynamicTest> the_limit_of_the_whole_call_ends_it_wherever_it_is() {
        return forAll((server, kind) -> {
            Throwable failure = fail(server, kind, options -> unlimited(options, "callTimeout", SHORT, LONG));

            assertNames(failure, "callTimeout", "50 ms");
        });
    }

    private static List<DynamicTest> forAll(Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Server server : Server.values()) {
            for (Kind kind : Kind.available()) {
                // One large request is enough, and embeddings would send it in many.
                if (server != Server.DOES_NOT_READ || kind == Kind.CHAT || kind == Kind.STREAM) {
                    tests.add(DynamicTest.dynamicTest(
                            "the server " + server.name().toLowerCase(Locale.ROOT) + ", " + kind,
                            () -> check.of(server, kind)));
                }
            }
        }
        return tests;
    }

    private interface Check {
        void of(Server server, Kind kind);
    }

    private static Throwable fail(Server fault, Kind kind, UnaryOperator<MistralClientBuilder> options) {
        try (FaultServer server = FaultServer.start(fault.script)) {
            return kind.failure(fault.scheme, server, fault.prompt(), options);
        }
    }

    /** All limits are {@code others}, but one. */
    private static MistralClientBuilder unlimited(
            MistralClientBuilder options, String limit, Duration length, Duration others) {
        options.connectTimeout(others).timeout(others).callTimeout(others);
        return switch (limit) {
            case "connectTimeout" -> options.connectTimeout(length);
            case "firstByteTimeout" -> options.firstByteTimeout(length);
            case "idleTimeout" -> options.idleTimeout(length);
            default -> options.callTimeout(length);
        };
    }

    private static void assertNames(Throwable failure, String limit, String length) {
        assertThat(failure)
                .isExactlyInstanceOf(TimeoutException.class)
                .hasMessageContaining(limit + " of " + length + " reached");
    }

    private static boolean isStream(String request) {
        return request.contains("\"stream\":true");
    }

    private static String head(String request) {
        return isStream(request) ? STREAM_HEAD : JSON_HEAD;
    }
}

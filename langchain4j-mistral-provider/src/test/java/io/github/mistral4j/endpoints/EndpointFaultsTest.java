package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.TimeoutException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.client.MistralResponseException;
import io.github.mistral4j.client.MistralTimeoutException;
import io.github.mistral4j.testing.calls.EndpointCall;
import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever a server does, a call of any endpoint ends, and says what was wrong. */
@Execution(ExecutionMode.CONCURRENT)
class EndpointFaultsTest {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Set<EndpointCall> OF_ANY_BYTES = EnumSet.of(EndpointCall.FILE_CONTENT);

    private static List<DynamicTest> each(Set<EndpointCall> without, Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (EndpointCall call : EndpointCall.values()) {
            if (!without.contains(call)) {
                tests.add(DynamicTest.dynamicTest(call.name().toLowerCase(Locale.ROOT), () -> check.of(call)));
            }
        }
        return tests;
    }

    private interface Check {
        void of(EndpointCall call);
    }

    private static Throwable failure(
            EndpointCall call, FaultServer server, UnaryOperator<MistralClientBuilder> options) {
        try (MistralClient client = options.apply(MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .maxRetries(3))
                .build()) {
            return call.failure(client);
        }
    }

    /** One request, which is not repeated. */
    private static Throwable failure(
            EndpointCall call, FaultScript script, UnaryOperator<MistralClientBuilder> options) {
        try (FaultServer server = FaultServer.start(script)) {
            Throwable failure = failure(call, server, options);
            assertThat(server.connections()).as("requests").hasSizeLessThan(2);
            return failure;
        }
    }

    private static void head(EndpointCall call, FaultConnection connection) throws IOException {
        connection.readRequest();
        connection.send("HTTP/1.1 200 OK\r\nContent-Type: "
                + (call.isStream() ? "text/event-stream" : "application/json") + "\r\nContent-Length: 1000\r\n\r\n");
        connection.send(call.isStream() ? "event: a\ndata: {\"ty" : "{\"id\":\"1\",\"da");
    }

    private static void isTimeOut(Throwable failure, String limit) {
        assertThat(failure).isInstanceOfAny(TimeoutException.class, MistralTimeoutException.class);
        assertThat(failure).hasMessageContaining(limit + " of 50 ms reached");
    }

    private static void isBadAnswer(Throwable failure) {
        assertThat(failure).isInstanceOfAny(InternalServerException.class, MistralResponseException.class);
    }

    @TestFactory
    List<DynamicTest> a_server_that_is_silent() {
        return each(
                Set.of(),
                call -> isTimeOut(
                        failure(call, FaultConnection::awaitClosedByClient, options -> options.firstByteTimeout(SHORT)),
                        "firstByteTimeout"));
    }

    @TestFactory
    List<DynamicTest> an_answer_that_stalls() {
        return each(
                Set.of(),
                call -> isTimeOut(
                        failure(
                                call,
                                connection -> {
                                    head(call, connection);
                                    connection.awaitClosedByClient();
                                },
                                options -> options.idleTimeout(SHORT)),
                        "idleTimeout"));
    }

    @TestFactory
    List<DynamicTest> an_answer_that_is_cut() {
        return each(
                Set.of(), call -> isBadAnswer(failure(call, connection -> head(call, connection), options -> options)));
    }

    @TestFactory
    List<DynamicTest> an_answer_without_end() {
        return each(Set.of(), call -> {
            Throwable failure = failure(
                    call,
                    connection -> {
                        connection.readRequest();
                        connection.sendChunkedHead(call.isStream() ? "text/event-stream" : "application/json");
                        connection.sendChunk(call.isStream() ? "data: {\"type\":\"a.b\",\"x\":\"" : "{\"id\":\"");
                        while (true) {
                            connection.sendChunk("x".repeat(10_000));
                        }
                    },
                    options -> options.maxAnswerSize(100_000).callTimeout(Duration.ofMillis(500)));
            assertThat(failure)
                    .isInstanceOfAny(
                            InternalServerException.class,
                            MistralResponseException.class,
                            TimeoutException.class,
                            MistralTimeoutException.class);
        });
    }

    @TestFactory
    List<DynamicTest> an_error_with_status_200() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String body : List.of(
                "{\"object\":\"error\",\"message\":\"it broke\",\"type\":\"internal\",\"param\":null,\"code\":\"3000\"}",
                "{\"error\":{\"message\":\"it broke\",\"type\":\"internal\",\"code\":\"3000\"}}",
                "{\"message\":\"it broke\"}",
                "{\"detail\":\"it broke\"}")) {
            tests.addAll(each(OF_ANY_BYTES, call -> {
                Throwable failure = failure(call, answer("application/json", body), options -> options);
                isBadAnswer(failure);
                assertThat(failure).hasMessageContaining("it broke");
            }));
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> an_answer_that_is_something_else() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String body :
                List.of("{\"hello\":1}", "[]", "\"x\"", "nonsense", "{\"id\":", "<html>Sign in</html>", "{}")) {
            tests.addAll(each(
                    OF_ANY_BYTES,
                    call -> isBadAnswer(failure(call, answer("application/json", body), options -> options))));
        }
        tests.addAll(each(
                OF_ANY_BYTES,
                call -> isBadAnswer(failure(call, answer("text/html", "<p>Sign in</p>"), options -> options))));
        return tests;
    }

    @TestFactory
    List<DynamicTest> an_answer_that_is_empty() {
        return each(
                EnumSet.of(EndpointCall.FILE_CONTENT, EndpointCall.DELETE_FILE, EndpointCall.DELETE_BATCH),
                call -> isBadAnswer(failure(call, answer("application/json", ""), options -> options)));
    }

    private static FaultScript answer(String contentType, String body) {
        return connection -> {
            connection.readRequest();
            connection.sendAnswer(200, contentType, body);
        };
    }
}

package io.github.mistral4j.errors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OkHttp does not expect is one of LangChain4j's exceptions all the same. */
class BrokenHttpTest {

    @ParameterizedTest
    @ValueSource(strings = {"-12", "-1", "0", "99", "1000", "2e2", ""})
    void a_status_that_is_none(String status) {
        assertThat(failure(FaultScript.answer(("HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n").getBytes())))
                .isInstanceOf(LangChain4jException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-5", "-9223372036854775808", "99999999999999999999", "1e3", "x"})
    void a_length_that_is_none(String length) {
        assertThat(failure(FaultScript.answer(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                + length + "\r\n\r\n{}")
                        .getBytes())))
                .isInstanceOf(LangChain4jException.class);
    }

    @Test
    void an_answer_that_is_too_long_is_refused() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.sendChunkedHead("application/json");
                    connection.sendChunk("{\"id\":\"");
                    while (true) {
                        connection.sendChunk("x".repeat(8_192));
                    }
                }))
                .isInstanceOf(InternalServerException.class)
                .hasMessage("the answer is longer than maxAnswerSize of 1048576 bytes (HTTP 200)");
    }

    @Test
    void an_answer_that_is_too_long_when_it_is_decompressed_is_refused() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"x\":\"".getBytes());
            for (int block = 0; block < 1_000; block++) {
                gzip.write("a".repeat(10_000).getBytes());
            }
        }
        byte[] bytes = bomb.toByteArray();
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n"
                            + "Content-Length: " + bytes.length + "\r\n\r\n");
                    connection.send(bytes);
                }))
                .hasMessageContaining("longer than maxAnswerSize");
    }

    /** Of a file that was packed, before what was packed. */
    @ParameterizedTest
    @CsvSource({"8, 200", "16, 200", "8, 500"})
    void a_name_or_a_comment_in_the_head_of_a_gzip_stream_that_never_ends_is_cut_off(byte flag, int status) {
        AtomicLong sent = new AtomicLong();
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 " + status
                            + " X\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n");
                    connection.send(new byte[] {31, (byte) 139, 8, flag, 0, 0, 0, 0, 0, 0});
                    while (true) {
                        connection.send("x".repeat(8_192));
                        sent.addAndGet(8_192);
                    }
                }))
                .isInstanceOf(InternalServerException.class)
                .message()
                .contains(status == 200 ? "nothing comes out of" : "HTTP 500");
        assertThat(sent).hasValueLessThan(32 * 1024 * 1024);
    }

    @Test
    void a_line_between_chunks_that_never_ends_is_cut_off() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.sendChunkedHead("application/json");
                    connection.send("5;ext=");
                    while (true) {
                        connection.send("x".repeat(8_192));
                    }
                }))
                .isInstanceOf(InternalServerException.class)
                .hasMessageStartingWith("the answer has a line without end between its chunks");
    }

    @Test
    void an_endless_header_is_cut_off() {
        assertThat(failure(connection -> {
                    connection.readRequest();
                    connection.send("HTTP/1.1 200 OK\r\nX: ");
                    while (true) {
                        connection.send("x".repeat(8_192));
                    }
                }))
                .isInstanceOf(LangChain4jException.class);
    }

    private static Throwable failure(FaultScript script) {
        try (FaultServer server = FaultServer.start(script);
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .maxRetries(0)
                        .maxAnswerSize(1024 * 1024)
                        .build()) {
            MistralChatModel model =
                    MistralChatModel.builder().client(client).modelName("m").build();
            return catchThrowable(() -> model.chat("hello"));
        }
    }
}

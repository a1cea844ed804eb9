package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static io.github.mistral4j.testing.faults.Chunks.ANSWER_TEXT;
import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.lastChunk;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The line format of server-sent events, in every form that a server may choose. */
class StreamFramingTest {

    static Stream<Arguments> the_same_answer() {
        String spread = ANSWER.replace("\"choices\"", "\ndata: \"choices\"").replace(",\"finish", "\ndata:,\"finish");
        return Stream.of(
                arguments("LF", ANSWER),
                arguments("CRLF", ANSWER.replace("\n", "\r\n")),
                arguments("CR", ANSWER.replace("\n", "\r")),
                arguments("CRLF and LF", ANSWER.replace("\n\n", "\r\n\n")),
                arguments("LF and CR", ANSWER.replace("\n\n", "\n\r")),
                arguments("a byte order mark", "\uFEFF" + ANSWER),
                arguments("comments", ": hello\n\n:\n" + ANSWER.replace("data:", ": noise\ndata:")),
                arguments("comments inside events", ANSWER.replace("}\n\n", "}\n: noise\n\n")),
                arguments("event lines", ANSWER.replace("data:", "event: message\ndata:")),
                arguments("id and retry lines", ANSWER.replace("data:", "id: 7\nretry: 10\ndata:")),
                arguments("unknown and empty fields", ANSWER.replace("data:", "dat: x\ndatabase: y\nnonsense\ndata:")),
                arguments("several data lines", spread),
                arguments("several data lines, CRLF", spread.replace("\n", "\r\n")),
                arguments("no blank after the colon", ANSWER.replace("data: ", "data:")),
                arguments("several blanks after the colon", ANSWER.replace("data: ", "data:   ")),
                arguments(
                        "blanks at the end of lines",
                        ANSWER.replace("}\n", "}  \n").replace("]\n", "] \n")),
                arguments("many blank lines", "\n\n" + ANSWER.replace("\n\n", "\n\n\n\n\n")),
                arguments("empty events", ANSWER.replace("data: {", "data\n\ndata:\n\ndata: \n\ndata: {")),
                arguments("no blank line at the end", ANSWER.substring(0, ANSWER.length() - 1)),
                arguments("no line end at the end", ANSWER.substring(0, ANSWER.length() - 2)),
                arguments("indented JSON in data lines", ANSWER.replace("{\"id\"", "{\ndata:     \"id\"")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void the_same_answer(String form, String body) {
        RecordingHandler handler = StreamTrial.of(body);

        assertThat(handler.text()).isEqualTo(ANSWER_TEXT);
        assertThat(handler.response().aiMessage().text()).isEqualTo(ANSWER_TEXT);
        assertThat(handler.response().tokenUsage().totalTokenCount()).isEqualTo(97);
        assertThat(handler.endings()).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n\n", "\r\r", "\r\n\r\n"})
    void an_event_is_told_as_soon_as_it_is_complete(String blankLine) {
        RecordingHandler handler = new RecordingHandler();
        StreamTrial.of(
                connection -> {
                    connection.readRequest();
                    connection.sendStreamHead();
                    connection.send(text("Hel").replace("\n\n", blankLine));
                    handler.awaitBegun();
                    connection.send(last("lo", "stop") + DONE);
                },
                handler);

        assertThat(handler.text()).isEqualTo("Hello");
    }

    @Test
    void the_ending_is_told_at_DONE_while_the_server_keeps_the_stream_open() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(ANSWER);
            connection.awaitClosedByClient();
        });

        assertThat(handler.response().aiMessage().text()).isEqualTo(ANSWER_TEXT);
    }

    @Test
    void a_compressed_stream_is_read() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"
                    + "Connection: close\r\n\r\n");
            connection.send(gzip(ANSWER));
        });

        assertThat(handler.response().aiMessage().text()).isEqualTo(ANSWER_TEXT);
    }

    @Test
    void a_line_of_many_megabytes_is_read() {
        String large = "x".repeat(5_000_000);

        RecordingHandler handler = StreamTrial.of("data: " + lastChunk(large, "stop") + "\n\n" + DONE);

        assertThat(handler.response().aiMessage().text()).hasSize(large.length());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

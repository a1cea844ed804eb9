package io.github.mistral4j.streams;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.parts;
import static io.github.mistral4j.testing.faults.Chunks.start;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static io.github.mistral4j.testing.faults.Chunks.toolCalls;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.InternalServerException;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A stream with everything in it, cut at every single byte. */
class StreamCutTest {

    private static final String THOUGHT =
            "[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Höm\"}],\"closed\":true}]";
    private static final String CALL =
            "[{\"index\":0,\"id\":\"D681PevKs\",\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"a\\\":1}\"}}]";
    private static final String BODY = start() + parts(THOUGHT) + text("漢 ") + ": ping\n\n" + text("😀")
            + toolCalls(CALL).replace("\n", "\r\n") + last(" é", "stop") + DONE;
    private static final String TEXT = "漢 😀 é";
    private static final byte[] BYTES = BODY.getBytes(StandardCharsets.UTF_8);
    private static final int FINISH_BEGINS = indexOf("\"stop\"");
    private static final int FINISH_COMPLETE = indexOf("data: [DONE]") - 2;

    @Test
    void a_split_between_two_packets_at_any_byte_changes_nothing() {
        List<RecordingHandler> handlers = atEveryOffset((connection, offset) -> {
            connection.sendChunkedHead("text/event-stream");
            if (offset > 0) {
                connection.sendChunk(Arrays.copyOf(BYTES, offset));
            }
            if (offset < BYTES.length) {
                connection.sendChunk(Arrays.copyOfRange(BYTES, offset, BYTES.length));
            }
            connection.sendChunk("");
            return true;
        });

        assertEndings(handlers, 0);
    }

    @Test
    void a_regular_end_at_any_byte_is_completion_only_after_the_finish_reason() {
        List<RecordingHandler> handlers = atEveryOffset((connection, offset) -> {
            connection.sendStreamHead();
            connection.send(Arrays.copyOf(BYTES, offset));
            return false;
        });

        assertEndings(handlers, FINISH_COMPLETE);
    }

    @Test
    void a_broken_connection_at_any_byte_is_completion_only_after_the_finish_reason() {
        List<RecordingHandler> handlers = atEveryOffset((connection, offset) -> {
            connection.sendChunkedHead("text/event-stream");
            if (offset > 0) {
                connection.sendChunk(Arrays.copyOf(BYTES, offset));
            }
            return false;
        });

        assertEndings(handlers, FINISH_COMPLETE);
    }

    @Test
    void every_byte_may_come_in_a_packet_of_its_own() {
        RecordingHandler handler = StreamTrial.of(connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            for (byte b : BYTES) {
                connection.send(new byte[] {b});
            }
        });

        isComplete(handler);
    }

    private static void assertEndings(List<RecordingHandler> handlers, int certainlyComplete) {
        for (int offset = 0; offset < handlers.size(); offset++) {
            RecordingHandler handler = handlers.get(offset);
            assertThat(handler.endings())
                    .as("endings when cut at byte %d", offset)
                    .isOne();
            if (offset >= certainlyComplete) {
                assertThat(handler.errors()).as("cut at byte %d", offset).isEmpty();
                isComplete(handler);
            } else if (offset <= FINISH_BEGINS) {
                assertThat(handler.error()).as("cut at byte %d", offset).isInstanceOf(InternalServerException.class);
                assertThat(StreamEndingTest.partialTextOf(handler.error())).isEqualTo(handler.text());
                assertThat(TEXT).startsWith(handler.text());
            }
        }
    }

    private static void isComplete(RecordingHandler handler) {
        assertThat(handler.endings()).isOne();
        assertThat(handler.response().aiMessage().text()).isEqualTo(TEXT).isEqualTo(handler.text());
        assertThat(handler.response().aiMessage().thinking()).isEqualTo("Höm");
        assertThat(handler.response().aiMessage().toolExecutionRequests()).hasSize(1);
    }

    private interface Cut {
        /** Whether the connection can carry another answer. */
        boolean send(FaultConnection connection, int offset) throws IOException;
    }

    /** One stream after the other, all through one client; whatever it had to say it has said when it is closed. */
    private static List<RecordingHandler> atEveryOffset(Cut cut) {
        AtomicInteger offset = new AtomicInteger();
        FaultScript script = connection -> {
            do {
                connection.readRequest();
            } while (cut.send(connection, offset.get()));
        };
        List<RecordingHandler> handlers = new ArrayList<>();
        try (FaultServer server = FaultServer.start(script);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            for (; offset.get() <= BYTES.length; offset.incrementAndGet()) {
                RecordingHandler handler = new RecordingHandler();
                model.chat("hello", handler);
                handlers.add(handler.awaitEnding());
            }
        }
        return handlers;
    }

    private static int indexOf(String text) {
        return BODY.substring(0, BODY.indexOf(text)).getBytes(StandardCharsets.UTF_8).length;
    }
}

package io.github.mistral4j.memory;

import io.github.mistral4j.testing.faults.FaultConnection;
import io.github.mistral4j.testing.faults.FaultScript;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Endless answers of many kinds. */
enum HostileServer implements FaultScript {
    TEXT(true, "", "data: " + chunk("{\"content\":\"" + "x".repeat(60_000) + "\"}") + "\n\n"),
    THINKING(true, "", "data: " + chunk("{\"reasoning_content\":\"" + "x".repeat(60_000) + "\"}") + "\n\n"),
    ARGUMENTS(
            true,
            "",
            "data: "
                    + chunk(
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"abcdefghi\",\"function\":{\"name\":\"f\",\"arguments\":\""
                                    + "x".repeat(60_000) + "\"}}]}")
                    + "\n\n"),
    MANY_CALLS(
            true,
            "",
            "data: "
                    + chunk("{\"tool_calls\":["
                            + "{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},".repeat(1_000)
                            + "{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}")
                    + "\n\n"),
    REFERENCES(
            true,
            "",
            "data: "
                    + chunk("{\"content\":[" + "{\"type\":\"reference\",\"reference_ids\":[1]},".repeat(1_000)
                            + "{\"type\":\"text\",\"text\":\"x\"}]}")
                    + "\n\n"),
    ONE_EVENT(true, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"", "x".repeat(60_000)),
    ONE_OBJECT(true, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[", "[],".repeat(20_000)),
    MANY_LINES(true, "", "data: x\n".repeat(7_000)),
    COMMENT(true, ":", "x".repeat(60_000)),
    FIELD(true, "event: ", "x".repeat(60_000)),
    WHOLE_TEXT(
            false, "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"", "x".repeat(60_000)),
    WHOLE_CHOICES(
            false,
            "{\"choices\":[",
            "{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"x\"}},".repeat(1_000)),
    WHOLE_BLANKS(false, "{", " ".repeat(60_000)),
    WHOLE_CALLS(
            false,
            "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"tool_calls\":[",
            "{\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},".repeat(1_000)),
    WHOLE_USAGE(false, "{\"usage\":{\"prompt_tokens\":1,\"all\":[", "[[[[[[[[]]]]]]]],".repeat(3_000)),
    WHOLE_ERROR(false, "{\"error\":[", "{},".repeat(20_000)),
    NESTED(true, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":[", "[[[[[[[[]]]]]]]],".repeat(3_000)),
    VECTOR(false, "{\"data\":[{\"index\":0,\"embedding\":[", "0,".repeat(30_000)),
    BASE64(false, "{\"data\":[{\"index\":0,\"embedding\":\"", "AAAA".repeat(15_000)),
    MODELS(false, "{\"object\":\"list\",\"data\":[", "{\"id\":\"m\"},".repeat(5_000)),
    PAGES(false, "{\"model\":\"m\",\"pages\":[", "{\"index\":0,\"markdown\":\"x\"},".repeat(2_000));

    private final boolean stream;
    private final String head;
    private final String again;

    HostileServer(boolean stream, String head, String again) {
        this.stream = stream;
        this.head = head;
        this.again = again;
    }

    /** What is asked for, by the name of a method of {@link ManyAnswers}. */
    String question() {
        return switch (this) {
            case VECTOR, BASE64 -> "embedding";
            case MODELS -> "models";
            case PAGES -> "pages";
            default -> stream ? "stream" : "chat";
        };
    }

    private static String chunk(String delta) {
        return "{\"id\":\"1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":" + delta + "}]}";
    }

    @Override
    public void serve(FaultConnection connection) throws IOException {
        connection.readRequest();
        connection.sendChunkedHead(stream ? "text/event-stream" : "application/json");
        connection.sendChunk(head + again);
        byte[] more = again.getBytes(StandardCharsets.ISO_8859_1);
        while (true) {
            connection.sendChunk(more);
        }
    }
}

package io.github.mistral4j.testing.faults;

/** Events of a streamed answer as Mistral sends them. */
public final class Chunks {

    public static final String DONE = "data: [DONE]\n\n";

    /** A whole answer of three pieces, with characters of one to four bytes, the last piece beside the finish_reason. */
    public static final String ANSWER =
            start() + text("Grüße, ") + text("漢字 und 😀, ") + last("fertig.", "stop") + DONE;

    public static final String ANSWER_TEXT = "Grüße, 漢字 und 😀, fertig.";

    private Chunks() {}

    /** The first chunk, without text. */
    public static String start() {
        return event(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ""));
    }

    public static String text(String text) {
        return event(textChunk(text));
    }

    public static String textChunk(String text) {
        return chunk("{\"content\":\"" + text + "\"}", "null", ",\"p\":\"abcdef\"");
    }

    /** A piece of content that is a list of parts. */
    public static String parts(String json) {
        return event(chunk("{\"content\":" + json + "}", "null", ""));
    }

    /** A piece of tool calls. */
    public static String toolCalls(String json) {
        return event(chunk("{\"tool_calls\":" + json + "}", "null", ""));
    }

    /** The last chunk with text and usage. */
    public static String last(String text, String finishReason) {
        return event(lastChunk(text, finishReason));
    }

    public static String lastChunk(String text, String finishReason) {
        return chunk(
                "{\"content\":\"" + text + "\"}",
                "\"" + finishReason + "\"",
                ",\"usage\":{\"prompt_tokens\":31,\"total_tokens\":97,\"completion_tokens\":66}");
    }

    /** A whole JSON object as an event. */
    public static String event(String json) {
        return "data: " + json + "\n\n";
    }

    private static String chunk(String delta, String finishReason, String more) {
        return "{\"id\":\"7bfa\",\"object\":\"chat.completion.chunk\",\"created\":1787150315,"
                + "\"model\":\"mistral-small-latest\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finishReason + "}]" + more + "}";
    }
}

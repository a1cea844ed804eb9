package io.github.mistral4j.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/** What all contenders send. */
public final class Samples {

    public static final String KEY = "benchmark-key";
    public static final String CHAT_MODEL = "mistral-small-latest";
    public static final String EMBEDDING_MODEL = "mistral-embed";
    public static final String QUESTION = "What is the capital of France? Answer in one sentence.";

    /** The most inputs that the stub takes in one request. */
    public static final int BATCH = 128;

    public static final int DIMENSION = 1_024;

    private static final String SENTENCE =
            "The lighthouse keeper wrote down the wind, the height of the waves and the names of the ships that passed. ";

    private Samples() {}

    /** 200 messages that make a request of about 93 kB: a system message, then user and assistant in turn. */
    public static List<String> history() {
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            messages.add((i + ". " + SENTENCE.repeat(4)).strip());
        }
        return List.copyOf(messages);
    }

    public static String role(int message) {
        return message == 0 ? "system" : message % 2 == 1 ? "user" : "assistant";
    }

    public static List<String> segments(int count) {
        List<String> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            segments.add("Segment " + i + ". " + SENTENCE.strip());
        }
        return List.copyOf(segments);
    }
}

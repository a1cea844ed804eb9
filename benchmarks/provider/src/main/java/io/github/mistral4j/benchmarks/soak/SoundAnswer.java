package io.github.mistral4j.benchmarks.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The body of an answer that nothing is wrong with, and what a caller has to make of it. */
final class SoundAnswer {

    static final String TEXT = "Paris is the capital of France – naïve façade, 漢字 and 🗼.";
    static final int DIMENSION = 256;
    static final List<String> EVENTS = events();

    static final String CHAT = """
            {"id":"soak","object":"chat.completion","created":1787150312,"model":"mistral-small-latest",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":10,"completion_tokens":12,"total_tokens":22}}""".formatted(TEXT);

    static final String EMBEDDING = """
            {"id":"soak","object":"list","model":"mistral-embed","data":[{"object":"embedding","index":0,\
            "embedding":%s}],"usage":{"prompt_tokens":10,"completion_tokens":0,"total_tokens":10}}""".formatted(IntStream.range(0, DIMENSION)
            .mapToObj(i -> String.valueOf(number(i)))
            .collect(Collectors.joining(",", "[", "]")));

    private SoundAnswer() {}

    static float number(int position) {
        return (position - 100) / 1_024f;
    }

    static String event(String choiceFields) {
        return "data: {\"id\":\"soak\",\"object\":\"chat.completion.chunk\",\"created\":1787150315,"
                + "\"model\":\"mistral-small-latest\",\"choices\":[{\"index\":0," + choiceFields + "}]}\n\n";
    }

    private static List<String> events() {
        List<String> events = new ArrayList<>();
        events.add(event("\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null"));
        for (int from = 0; from < TEXT.length(); from = TEXT.offsetByCodePoints(from, 1)) {
            String character = TEXT.substring(from, TEXT.offsetByCodePoints(from, 1));
            events.add(event("\"delta\":{\"content\":\"" + character + "\"},\"finish_reason\":null"));
        }
        events.add(event("\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\""));
        return List.copyOf(events);
    }
}

package io.github.mistral4j.benchmarks.limit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mistral4j.benchmarks.harness.Samples;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Request bodies; none of the samples holds a character that JSON escapes. */
final class Bodies {

    private Bodies() {}

    static byte[] chat(List<String> messages, boolean stream) {
        String list = IntStream.range(0, messages.size())
                .mapToObj(i -> "{\"role\":\"" + (messages.size() == 1 ? "user" : Samples.role(i)) + "\",\"content\":\""
                        + messages.get(i) + "\"}")
                .collect(Collectors.joining(","));
        return ("{\"model\":\"" + Samples.CHAT_MODEL + "\",\"messages\":[" + list + "]"
                        + (stream ? ",\"stream\":true" : "") + "}")
                .getBytes(UTF_8);
    }

    static byte[] embeddings(List<String> inputs) {
        return ("{\"model\":\"" + Samples.EMBEDDING_MODEL + "\",\"input\":[\"" + String.join("\",\"", inputs) + "\"]}")
                .getBytes(UTF_8);
    }
}

package io.github.mistral4j.benchmarks.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * A library under measurement. Implementations have a public constructor that takes the base URL, and create what a method
 * needs when it is called first. What a library cannot do throws {@link UnsupportedOperationException}.
 */
public interface Contender extends AutoCloseable {

    /** One synchronous chat call with one short question; returns the answer's text. */
    String ask(String question);

    /** The same with a history, always the same one, which an application has in memory: its message objects are made once. */
    String converse(List<String> messages);

    /** Starts a stream and may return before it has ended. */
    void stream(String question, StreamSink sink);

    /** One embedding request. */
    List<float[]> embed(List<String> inputs);

    /** Any number of segments; by hand in batches where the library has no way of its own. */
    default List<float[]> embedAll(List<String> segments) {
        List<float[]> vectors = new ArrayList<>(segments.size());
        for (int from = 0; from < segments.size(); from += Samples.BATCH) {
            vectors.addAll(embed(segments.subList(from, Math.min(from + Samples.BATCH, segments.size()))));
        }
        return vectors;
    }

    @Override
    void close();
}

package io.github.mistral4j.benchmarks.harness;

/** Where a contender hands the pieces of a streamed answer. */
public interface StreamSink {

    void token(String text);

    void done();

    void failed(Throwable failure);
}

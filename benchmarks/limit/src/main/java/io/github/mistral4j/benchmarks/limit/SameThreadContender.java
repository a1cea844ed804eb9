package io.github.mistral4j.benchmarks.limit;

import io.github.mistral4j.benchmarks.harness.StreamSink;

/** The limit for a caller that waits for its stream: nothing is handed over to another thread. */
public final class SameThreadContender extends LimitContender {

    public SameThreadContender(String baseUrl) {
        super(baseUrl);
    }

    @Override
    public void stream(String text, StreamSink sink) {
        streamHere(sink);
    }
}

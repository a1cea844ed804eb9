package io.github.mistral4j.benchmarks.harness.stub;

import java.io.IOException;

/** Where an answer goes: a connection of HTTP/1.1, or one stream of HTTP/2. */
public interface Line {

    void write(Prepared piece) throws IOException;
}

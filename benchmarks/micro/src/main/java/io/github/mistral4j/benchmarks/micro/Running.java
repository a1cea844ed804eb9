package io.github.mistral4j.benchmarks.micro;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import io.github.mistral4j.benchmarks.harness.stub.Stub;
import io.github.mistral4j.benchmarks.harness.stub.Wire;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A stub and a contender that talks to it, for as long as a benchmark runs. */
final class Running {

    private @Nullable Stub stub;
    private @Nullable Contender contender;

    void start(String name) throws IOException {
        stub = Stub.start();
        contender = CallBenchmark.create(name, stub.baseUrl(Wire.PLAIN, Mode.PLAIN));
    }

    Contender contender() {
        Contender started = contender;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    void stop() throws IOException {
        if (contender != null) {
            contender.close();
        }
        if (stub != null) {
            stub.close();
        }
    }
}

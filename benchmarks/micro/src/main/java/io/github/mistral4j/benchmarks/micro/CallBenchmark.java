package io.github.mistral4j.benchmarks.micro;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import io.github.mistral4j.benchmarks.limit.LimitContender;
import io.github.mistral4j.benchmarks.provider.ProviderContender;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** W1, W3 and W6 under JMH, for work on the library: this provider and the limit, one after the other. */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class CallBenchmark {

    @Param({"limit", "provider"})
    public String contender = "";

    private final List<String> history = Samples.history();
    private final List<String> inputs = Samples.segments(Samples.BATCH);
    private final Running running = new Running();

    @Setup(Level.Trial)
    public void start() throws IOException {
        running.start(contender);
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        running.stop();
    }

    @Benchmark
    public String w1SmallChat() {
        return running.contender().ask(Samples.QUESTION);
    }

    @Benchmark
    public String w3History() {
        return running.contender().converse(history);
    }

    @Benchmark
    public List<float[]> w6Embeddings() {
        return running.contender().embed(inputs);
    }

    static Contender create(String name, String baseUrl) {
        return name.equals("limit") ? new LimitContender(baseUrl) : new ProviderContender(baseUrl);
    }
}

package io.github.mistral4j.benchmarks.harness.stub;

import io.github.mistral4j.benchmarks.harness.Child;
import java.io.File;
import java.io.IOException;
import java.util.List;

/** The stub server in a process of its own. */
public final class Stub implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx512m", "-Xss256k", "-XX:MaxDirectMemorySize=256m");

    private final Child process;
    private final int port;

    private Stub(Child process) throws IOException {
        this.process = process;
        this.port = Integer.parseInt(process.answer());
    }

    /** Starts it with the class path of this JVM. */
    public static Stub start() throws IOException {
        return new Stub(Child.start(
                System.getProperty("java.home"),
                OPTIONS,
                System.getProperty("java.class.path"),
                new File("/dev/null"),
                List.of(StubServer.class.getName())));
    }

    /** Where contenders find what answers in this way; over HTTP/2 each time on a port of its own. */
    public String baseUrl(Wire wire, Mode mode) throws IOException {
        return switch (wire) {
            case PLAIN -> mode.baseUrl("http", port);
            case TLS -> mode.baseUrl("https", Integer.parseInt(process.ask("tls")));
            case H2 -> mode.baseUrl("https", Integer.parseInt(process.ask("h2 " + mode.text())));
        };
    }

    /** What a contender's JVM needs to talk over this wire. */
    public List<String> options(Wire wire) throws IOException {
        return wire == Wire.PLAIN ? List.of() : Keys.trust(process.ask("keys"));
    }

    public StubStatistics statistics() throws IOException {
        return StubStatistics.parse(process.ask("statistics"));
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}

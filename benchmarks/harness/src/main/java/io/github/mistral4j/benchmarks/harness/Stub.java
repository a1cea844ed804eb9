package io.github.mistral4j.benchmarks.harness;

import java.io.File;
import java.io.IOException;
import java.util.List;

/** The stub server in a process of its own. */
public final class Stub implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-Xmx256m", "-Xss256k", "-XX:MaxDirectMemorySize=256m");

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

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}

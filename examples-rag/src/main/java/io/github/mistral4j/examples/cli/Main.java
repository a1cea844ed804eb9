package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.CacheFolder;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;

/** Starts the program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: logback.xml writes to this file.
        Path cache = CacheFolder.of(System.getenv());
        System.setProperty("rag.log", cache.resolve("rag.log").toString());
        // The stand-in's tokenizer unpacks its library; not into a folder of its own in the home directory.
        System.setProperty("DJL_CACHE_DIR", cache.resolve("djl").toString());
        CommandLine commandLine = RagCommand.commandLine(System.getenv());
        Charset charset = charset();
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(System.out, charset), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(System.err, charset), true));
        int exitCode = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        // Not exit(): onnxruntime's shutdown hook frees its memory, and crashes when an embedding is still being
        // computed.
        Runtime.getRuntime().halt(exitCode);
    }

    /** UTF-8, even in a container whose locale is not set; Windows has its own. */
    private static Charset charset() {
        String console =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return System.getProperty("os.name").startsWith("Windows") ? Charset.forName(console) : StandardCharsets.UTF_8;
    }
}

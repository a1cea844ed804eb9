package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.CacheFolder;

/** Starts the program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: logback.xml writes to this file.
        System.setProperty(
                "rag.log", CacheFolder.of(System.getenv()).resolve("rag.log").toString());
        int exitCode = RagCommand.commandLine(System.getenv()).execute(arguments);
        System.out.flush();
        System.err.flush();
        // Not exit(): onnxruntime's shutdown hook frees its memory, and crashes when an embedding is still being
        // computed.
        Runtime.getRuntime().halt(exitCode);
    }
}

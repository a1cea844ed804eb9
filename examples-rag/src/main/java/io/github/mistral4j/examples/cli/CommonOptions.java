package io.github.mistral4j.examples.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {

    @Option(
            names = "--docs",
            paramLabel = "FOLDER",
            description = "Folder with txt, md, html and pdf files. Default: the sample documents.")
    @Nullable
    Path documents;

    @Option(
            names = "--store",
            paramLabel = "URL",
            defaultValue = "${env:RAG_STORE:-memory:}",
            description = "Where the vectors are: memory: (saved to a file) or"
                    + " pgvector://user:password@host:port/database. Default: RAG_STORE, or memory:")
    String store = "memory:";

    @Option(names = "--routing", paramLabel = "FILE", description = "Your own routing.yaml.")
    @Nullable
    Path routing;

    @Option(
            names = "--requests-per-second",
            paramLabel = "N",
            description = "Never send more than this; 1 for Mistral's free plan.")
    @Nullable
    Double requestsPerSecond;

    @Option(names = "--json", description = "One line of JSON instead of text.")
    boolean json;

    @Option(names = "--verbose", description = "On failure, the stack trace as well.")
    boolean verbose;
}

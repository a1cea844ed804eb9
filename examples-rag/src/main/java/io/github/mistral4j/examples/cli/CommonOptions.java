package io.github.mistral4j.examples.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that every command has. */
public final class CommonOptions {

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
    String requestsPerSecond;

    @Option(
            names = "--base-url",
            paramLabel = "URL",
            description = "Another server than Mistral's, as in http://localhost:11434/v1. Default: MISTRAL_BASE_URL.")
    @Nullable
    String baseUrl;

    @Option(
            names = "--chat-model",
            paramLabel = "ID",
            description = "Takes all tasks, in place of the models of the routing file. Default: RAG_CHAT_MODEL.")
    @Nullable
    String chatModel;

    @Option(
            names = "--embedding-model",
            paramLabel = "ID",
            description = "In place of the one of the routing file. Default: RAG_EMBEDDING_MODEL.")
    @Nullable
    String embeddingModel;

    @Option(
            names = "--embedding-base-url",
            paramLabel = "URL",
            description = "Another server for embeddings, or built-in for the model in this program."
                    + " Default: RAG_EMBEDDING_BASE_URL, or the same server.")
    @Nullable
    String embeddingBaseUrl;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long a server may be silent. Default: RAG_TIMEOUT, or 300 before and 120 within an answer.")
    @Nullable
    String timeout;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description =
                    "Most texts in an embedding request; few for a slow server. Default: RAG_BATCH_SIZE, or 32 to 256.")
    @Nullable
    String batchSize;

    @Option(names = "--json", description = "One line of JSON instead of text.")
    public boolean json;

    @Option(names = "--verbose", description = "On failure, the stack trace as well.")
    boolean verbose;

    /** The environment, with what the options say in place of the variables of the same meaning. */
    Map<String, String> over(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        put(all, "MISTRAL_BASE_URL", baseUrl);
        put(all, "RAG_CHAT_MODEL", chatModel);
        put(all, "RAG_EMBEDDING_MODEL", embeddingModel);
        put(all, "RAG_EMBEDDING_BASE_URL", embeddingBaseUrl);
        put(all, "RAG_TIMEOUT", timeout);
        put(all, "RAG_BATCH_SIZE", batchSize);
        put(all, "RAG_REQUESTS_PER_SECOND", requestsPerSecond);
        return all;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}

package io.github.mistral4j.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.examples.search.Relevance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRelevanceTest {

    @TempDir
    private Path cache;

    @TempDir
    private Path documents;

    @Test
    void the_limit_is_found_for_the_documents_and_kept_until_they_change() throws IOException {
        write("bikes.md", "# Bikes\n\nA bicycle costs 14 euros a day.");
        try (Rag rag = open()) {
            Relevance first = rag.relevance();
            assertThat(first.least()).isBetween(0.01, 0.5);

            write("moon.md", "# The Moon\n\nThe Moon is 384,000 km away. Saturn and Uranus have rings.");
            rag.readFolder(IngestListener.SILENT);
            assertThat(rag.relevance()).as("other documents, another limit").isNotEqualTo(first);
        }
        Relevance kept = new Relevance(0.25, 0.125);
        Path file = file();
        String json = Files.readString(file);
        Files.writeString(file, json.replaceAll("\"relevance\":.*", "\"relevance\":{\"noise\":0.25,\"least\":0.125}}"));
        try (Rag rag = open()) {
            assertThat(rag.relevance()).as("read, not measured").isEqualTo(kept);
        }
    }

    @Test
    void a_damaged_file_is_made_anew() throws IOException {
        write("bikes.md", "# Bikes\n\nA bicycle costs 14 euros a day.");
        Relevance measured;
        try (Rag rag = open()) {
            measured = rag.relevance();
        }
        for (String damaged : List.of("", "{", "null", "{\"of\":\"x\"}", "[]")) {
            Files.writeString(file(), damaged);
            try (Rag rag = open()) {
                assertThat(rag.relevance()).as(damaged).isEqualTo(measured);
            }
        }
    }

    private Rag open() {
        return Rag.open(
                Settings.from(Map.of("RAG_CACHE", cache.toString())).withDocuments(documents), IngestListener.SILENT);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(documents.resolve(name), text);
    }

    private Path file() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith("relevance.json"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}

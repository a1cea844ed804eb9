package io.github.mistral4j.examples.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.github.mistral4j.examples.documents.Passage;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

@EnabledIfEnvironmentVariable(
        named = "RAG_TEST_PGVECTOR_URL",
        matches = "pgvector://.+",
        disabledReason = "skipped: RAG_TEST_PGVECTOR_URL names no PostgreSQL with pgvector")
class PgVectorIndexIT {

    @TempDir
    Path folder;

    private final EmbeddingSpace space = new EmbeddingSpace("test-" + UUID.randomUUID(), 3);

    @Test
    void passages_and_documents_are_there_for_the_next_session() {
        try (PassageIndex index = open()) {
            index.begin("a.md", "hash");
            index.add(
                    "a.md",
                    List.of(passage("a.md", "near"), passage("a.md", "far")),
                    List.of(vector(1, 0), vector(0, 1)));
            index.complete("a.md");
            index.begin("b.md", "hash");
            index.add("b.md", List.of(passage("b.md", "gone")), List.of(vector(1, 0)));
            index.remove("b.md");
        }

        try (PassageIndex index = open()) {
            assertThat(index.files()).containsOnlyKeys("a.md");
            assertThat(index.files().get("a.md")).isEqualTo(new IndexedFile("a.md", "hash", 2, true));
            List<Passage> found = index
                    .store()
                    .search(EmbeddingSearchRequest.builder()
                            .queryEmbedding(vector(1, 0.1f))
                            .maxResults(5)
                            .build())
                    .matches()
                    .stream()
                    .map(match -> Passage.of(match.embedded()))
                    .toList();
            assertThat(found).containsExactly(passage("a.md", "near"), passage("a.md", "far"));
        }
    }

    private PassageIndex open() {
        return StoreUrl.parse(System.getenv("RAG_TEST_PGVECTOR_URL")).open(folder, space, 1);
    }

    private static Passage passage(String file, String text) {
        return new Passage(file, 3, 7, false, "Heading", "about", text);
    }

    private static Embedding vector(float x, float y) {
        return Embedding.from(new float[] {x, y, 0.2f});
    }
}

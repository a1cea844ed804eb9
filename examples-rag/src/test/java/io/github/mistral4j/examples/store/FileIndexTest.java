package io.github.mistral4j.examples.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.github.mistral4j.examples.documents.Passage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileIndexTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve("index.log");
    }

    @Test
    void what_was_added_is_there_when_it_is_opened_again() {
        try (FileIndex index = open()) {
            fill(index, "a.md", "hash", "one", "two");
            index.complete("a.md");
        }

        try (FileIndex index = open()) {
            assertThat(index.files()).containsOnlyKeys("a.md");
            assertThat(index.files().get("a.md")).isEqualTo(new IndexedFile("a.md", "hash", 2, true));
            assertThat(texts(index)).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void an_unfinished_document_can_be_continued() {
        try (FileIndex index = open()) {
            fill(index, "a.md", "hash", "one");
        }

        try (FileIndex index = open()) {
            assertThat(index.files().get("a.md").complete()).isFalse();
            index.add("a.md", List.of(passage("a.md", "two")), List.of(vector()));
            index.complete("a.md");
            assertThat(texts(index)).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void beginning_a_document_again_and_removing_it_forget_its_passages() {
        try (FileIndex index = open()) {
            fill(index, "a.md", "old", "old text");
            fill(index, "a.md", "new", "new text");
            fill(index, "b.md", "hash", "other");
            index.remove("b.md");
        }

        try (FileIndex index = open()) {
            assertThat(texts(index)).containsExactly("new text");
        }
    }

    @Test
    void a_record_that_was_cut_by_a_crash_costs_only_itself() throws IOException {
        try (FileIndex index = open()) {
            fill(index, "a.md", "hash", "one");
            index.complete("a.md");
        }
        long whole = Files.size(file);
        try (FileIndex index = open()) {
            fill(index, "b.md", "hash", "two");
        }
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
        assertThat(bytes.length - 5).isGreaterThan((int) whole);

        try (FileIndex index = open()) {
            assertThat(texts(index)).containsExactly("one");
            fill(index, "c.md", "hash", "three");
        }
        try (FileIndex index = open()) {
            assertThat(texts(index)).containsExactlyInAnyOrder("one", "three");
        }
    }

    @Test
    void garbage_at_the_end_is_ignored() throws IOException {
        try (FileIndex index = open()) {
            fill(index, "a.md", "hash", "one");
        }
        Files.write(file, new byte[] {127, 0, 0, 1, 2, 3}, StandardOpenOption.APPEND);

        try (FileIndex index = open()) {
            assertThat(texts(index)).containsExactly("one");
        }
    }

    @Test
    void an_index_of_another_embedding_model_is_begun_anew() {
        try (FileIndex index = open()) {
            fill(index, "a.md", "hash", "one");
        }

        try (FileIndex index = FileIndex.open(file, "another model")) {
            assertThat(index.files()).isEmpty();
        }
    }

    @Test
    void what_was_replaced_often_is_dropped_from_the_file() throws IOException {
        try (FileIndex index = open()) {
            fill(index, "keep.md", "hash", "kept");
            index.complete("keep.md");
            for (int i = 0; i < 1100; i++) {
                fill(index, "a.md", "hash" + i, "version " + i);
            }
            index.complete("a.md");
        }
        assertThat(Files.size(file)).isLessThan(1000);

        try (FileIndex index = open()) {
            assertThat(texts(index)).containsExactlyInAnyOrder("kept", "version 1099");
            assertThat(index.files().get("a.md").complete()).isTrue();
        }
    }

    @Test
    void two_writers_at_once_are_refused() {
        try (FileIndex first = open();
                FileIndex second = open()) {
            fill(first, "a.md", "hash", "one");

            assertThatThrownBy(() -> second.begin("b.md", "hash"))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another process");
        }
    }

    @Test
    void only_its_owner_can_read_it() throws IOException {
        Path folder = file.resolveSibling("index-of-before");
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (FileIndex index = FileIndex.open(folder.resolve("passages.log"), "a model")) {
            fill(index, "secret.md", "1", "secret");
        }

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("passages.log"))))
                .isEqualTo("rw-------");
    }

    @Test
    void one_that_was_released_can_be_written_by_others_and_takes_in_what_they_wrote() {
        try (FileIndex served = open();
                FileIndex other = open()) {
            fill(served, "a.md", "1", "one");
            assertThatThrownBy(() -> fill(other, "b.md", "1", "two")).hasMessageContaining("Another process");
            served.complete("a.md");
            served.release();

            assertThatThrownBy(() -> fill(other, "b.md", "1", "two")).hasMessageContaining("Run it again");
            other.claim(() -> {});
            fill(other, "b.md", "1", "two");
            other.release();
            served.claim(() -> {});

            assertThat(texts(served)).containsExactlyInAnyOrder("one", "two");
            fill(served, "c.md", "1", "three");
        }
        try (FileIndex again = open()) {
            assertThat(texts(again)).containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    private FileIndex open() {
        return FileIndex.open(file, "a model");
    }

    private static void fill(FileIndex index, String name, String hash, String... texts) {
        index.begin(name, hash);
        for (String text : texts) {
            index.add(name, List.of(passage(name, text)), List.of(vector()));
        }
    }

    private static List<String> texts(FileIndex index) {
        return index
                .store()
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(vector())
                        .maxResults(100)
                        .build())
                .matches()
                .stream()
                .map(match -> match.embedded().text())
                .toList();
    }

    private static Passage passage(String file, String text) {
        return new Passage(file, 1, 2, false, "Heading", "about", text);
    }

    private static Embedding vector() {
        return Embedding.from(new float[] {1, 0, 0.5f});
    }
}

package io.github.mistral4j.examples.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.examples.documents.DocumentFolder;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.store.EmbeddingSpace;
import io.github.mistral4j.examples.store.PassageIndex;
import io.github.mistral4j.examples.store.StoreUrl;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestorTest {

    @TempDir
    Path folder;

    @TempDir
    Path cache;

    private final FakeEmbeddings embeddings = new FakeEmbeddings();

    @Test
    void only_new_and_changed_documents_are_embedded() throws IOException {
        write("a.md", 3);
        write("b.md", 2);
        assertThat(update().passages()).isEqualTo(5);

        assertThat(update().passages()).isZero();

        write("b.md", 4);
        write("c.md", 1);
        IngestReport report = update();
        assertThat(report.passages()).isEqualTo(5);
        assertThat(report.read()).isEqualTo(2);
        assertThat(report.unchanged()).isEqualTo(1);
        assertThat(report.passagesInIndex()).isEqualTo(8);
    }

    @Test
    void a_document_that_is_gone_leaves_the_index() throws IOException {
        write("a.md", 3);
        write("b.md", 2);
        update();
        Files.delete(folder.resolve("a.md"));

        IngestReport report = update();

        assertThat(report.removed()).isEqualTo(1);
        assertThat(report.passagesInIndex()).isEqualTo(2);
    }

    @Test
    void an_interrupted_update_goes_on_where_it_was_within_a_document() throws IOException {
        write("a.md", 100);
        embeddings.failAfter = 2;
        assertThatThrownBy(this::update).hasMessage("the server is gone");
        int before = embeddings.embedded();
        assertThat(before).isPositive().isLessThan(100);

        embeddings.failAfter = Integer.MAX_VALUE;
        IngestReport report = update();

        assertThat(report.passages()).isEqualTo(100 - before);
        assertThat(report.passagesInIndex()).isEqualTo(100);
        assertThat(embeddings.embedded()).isEqualTo(100);
    }

    @Test
    void small_documents_share_a_batch_and_no_batch_grows_with_the_folder() throws IOException {
        for (int i = 0; i < 30; i++) {
            write("small" + i + ".md", 1);
        }
        update();
        assertThat(embeddings.batches).containsExactly(30);

        embeddings.batches.clear();
        write("large.md", 8000);
        update();
        assertThat(embeddings.batches).hasSizeGreaterThan(10).allMatch(size -> size <= 256);
    }

    @Test
    void a_document_that_cannot_be_read_is_left_out_and_named() throws IOException {
        write("a.md", 1);
        Files.writeString(folder.resolve("broken.pdf"), "no pdf");
        List<String> skipped = new ArrayList<>();

        IngestReport report = update(new IngestListener() {
            @Override
            public void skipped(String file, String reason) {
                skipped.add(file);
            }
        });

        assertThat(skipped).containsExactly("broken.pdf");
        assertThat(report.skipped()).isEqualTo(1);
        assertThat(report.passagesInIndex()).isEqualTo(1);
    }

    @Test
    void what_was_left_out_is_told_again_without_reading_it_again() throws IOException {
        write("a.md", 1);
        Files.writeString(folder.resolve("empty.txt"), " \n");
        Files.write(folder.resolve("menu.txt"), "Le café".getBytes(StandardCharsets.ISO_8859_1));
        update();

        IngestReport report = update();

        assertThat(report.unchanged()).isEqualTo(3);
        assertThat(report.leftOut())
                .containsExactlyInAnyOrder(
                        new LeftOut("empty.txt", LeftOut.Reason.EMPTY, ""),
                        new LeftOut("menu.txt", LeftOut.Reason.WINDOWS_1252, ""));
        assertThat(report.skipped()).isEqualTo(1);
    }

    private void write(String name, int sections) throws IOException {
        String content = IntStream.range(0, sections)
                .mapToObj(i -> "# Section " + i + "\n\nThis is the text of section " + i + ".\n")
                .collect(Collectors.joining("\n"));
        Files.writeString(folder.resolve(name), content);
    }

    private IngestReport update() {
        return update(IngestListener.SILENT);
    }

    private IngestReport update(IngestListener listener) {
        try (PassageIndex index = StoreUrl.MEMORY.open(cache, new EmbeddingSpace("fake", 2), 1)) {
            return new Ingestor(embeddings, index).update(new DocumentFolder(folder).files(), listener);
        }
    }
}

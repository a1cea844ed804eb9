package io.github.mistral4j.examples.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingMatch;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.github.mistral4j.examples.documents.Passage;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgVectorIndexIT {

    private static final int DOCUMENTS = 100;
    private static final int PASSAGES_IN_DOCUMENT = 1000;

    private static TestDatabase database;

    @TempDir
    Path folder;

    private final EmbeddingSpace space = new EmbeddingSpace("test-" + UUID.randomUUID(), 3);

    @BeforeAll
    static void startDatabase() {
        database = TestDatabase.start();
    }

    @AfterAll
    static void stopDatabase() {
        if (database != null) {
            database.close();
        }
    }

    @Test
    void passages_and_documents_are_there_for_the_next_session() {
        try (PassageIndex index = open(space)) {
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

        try (PassageIndex index = open(space)) {
            assertThat(index.files()).containsOnlyKeys("a.md");
            assertThat(index.files().get("a.md")).isEqualTo(new IndexedFile("a.md", "hash", 2, true));
            assertThat(nearest(index, vector(1, 0.1f)))
                    .extracting(match -> Passage.of(match.embedded()))
                    .containsExactly(passage("a.md", "near"), passage("a.md", "far"));
            assertThat(found(index, "near far gone")).containsExactlyInAnyOrder("near", "far");
        }
    }

    @Test
    void what_another_process_has_written_is_there_once_the_index_is_claimed() {
        try (PassageIndex one = open(space);
                PassageIndex other = open(space)) {
            fill(one, "a.md", "old", "former");
            fill(one, "b.md", "hash", "kept");
            other.claim(() -> {});
            other.release();
            fill(one, "a.md", "new", "latter");
            one.remove("b.md");

            other.claim(() -> {});

            assertThat(other.files()).containsExactly(Map.entry("a.md", new IndexedFile("a.md", "new", 1, true)));
            assertThat(found(other, "former latter kept")).containsExactly("latter");
        }
    }

    @Test
    void one_that_wants_to_write_waits_for_the_one_that_writes() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (PassageIndex one = open(space);
                PassageIndex other = open(space)) {
            one.claim(() -> {});
            CyclicBarrier waiting = new CyclicBarrier(2);
            Future<?> claimed = thread.submit(() -> other.claim(() -> await(waiting)));
            await(waiting);
            fill(one, "a.md", "hash", "text");
            assertThat(claimed).isNotDone();
            one.release();

            claimed.get();

            assertThat(other.files()).containsOnlyKeys("a.md");
        } finally {
            thread.shutdown();
        }
    }

    @Test
    void many_can_open_an_index_at_once_that_does_not_exist_yet() throws Exception {
        int sessions = 8;
        CyclicBarrier together = new CyclicBarrier(sessions);
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        try {
            List<Future<?>> opened = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                opened.add(threads.submit(() -> {
                    await(together);
                    open(space).close();
                }));
            }
            for (Future<?> session : opened) {
                session.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void two_processes_that_index_a_folder_at_once_embed_each_of_100_000_passages_once() throws Exception {
        for (int document = 0; document < DOCUMENTS; document++) {
            int number = document;
            Files.writeString(
                    folder.resolve("parts-" + document + ".md"),
                    IntStream.range(0, PASSAGES_IN_DOCUMENT)
                            .mapToObj(
                                    part -> "# Part " + number + "x" + part + "\n\nIt lies on shelf " + part + ".\n\n")
                            .collect(Collectors.joining()));
        }
        EmbeddingSpace wide = new EmbeddingSpace(space.name(), IngestProcess.DIMENSION);
        Process one = ingest(wide);
        Process other = ingest(wide);
        List<BufferedReader> outputs = List.of(one.inputReader(), other.inputReader());
        for (BufferedReader output : outputs) {
            assertThat(output.readLine()).as(Files.readString(errors())).isEqualTo("open");
        }

        one.outputWriter().close();
        other.outputWriter().close();

        assertThat(Arrays.asList(outputs.get(0).readLine(), outputs.get(1).readLine()))
                .as(Files.readString(errors()))
                .containsExactlyInAnyOrder("100000 of 100000", "0 of 100000");
        assertThat(List.of(one.waitFor(), other.waitFor())).containsOnly(0);
        try (PassageIndex index = open(wide)) {
            assertThat(index.files())
                    .hasSize(DOCUMENTS)
                    .allSatisfy((name, file) -> assertThat(file.complete()).isTrue());
            Passage wanted = new Passage("parts-7.md", 1, 3, false, "Part 7x500", "", "It lies on shelf 500.");
            Embedding question = new IngestProcess.MadeUpEmbeddings()
                    .embed(wanted.textToEmbed())
                    .content();
            EmbeddingMatch<TextSegment> match = nearest(index, question).get(0);
            assertThat(match.score()).isGreaterThan(0.99);
            assertThat(Passage.of(match.embedded()).heading()).isEqualTo("Part 7x500");
            assertThat(found(index, "7x500")).containsExactly("It lies on shelf 500.");
        }
    }

    private Process ingest(EmbeddingSpace wide) throws IOException {
        ProcessBuilder process = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                IngestProcess.class.getName(),
                folder.toString(),
                wide.name());
        process.environment().put("RAG_STORE", database.url());
        return process.redirectError(ProcessBuilder.Redirect.appendTo(errors().toFile()))
                .start();
    }

    private Path errors() {
        return folder.resolve("errors.log");
    }

    private PassageIndex open(EmbeddingSpace of) {
        return StoreUrl.parse(database.url()).open(folder, of, 1);
    }

    private static void fill(PassageIndex index, String file, String hash, String text) {
        index.begin(file, hash);
        index.add(file, List.of(passage(file, text)), List.of(vector(1, 0)));
        index.complete(file);
    }

    private static List<EmbeddingMatch<TextSegment>> nearest(PassageIndex index, Embedding question) {
        return index.store()
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(question)
                        .maxResults(5)
                        .build())
                .matches();
    }

    private static List<String> found(PassageIndex index, String words) {
        return index.keywords().search(words, 5).stream()
                .map(content -> content.textSegment().text())
                .toList();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Passage passage(String file, String text) {
        return new Passage(file, 3, 7, false, "Heading", "about", text);
    }

    private static Embedding vector(float x, float y) {
        return Embedding.from(new float[] {x, y, 0.2f});
    }
}

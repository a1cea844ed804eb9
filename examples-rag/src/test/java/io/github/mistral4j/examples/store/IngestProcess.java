package io.github.mistral4j.examples.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.examples.documents.DocumentFolder;
import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.examples.ingest.IngestReport;
import io.github.mistral4j.examples.ingest.Ingestor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Indexes a folder as a process of its own, with vectors made of the texts' hashes: {@code FOLDER SPACE}, the database's URL in
 * {@code RAG_STORE}. Says that it has opened the index, and begins when it is sent a character.
 */
final class IngestProcess {

    static final int DIMENSION = 384;

    private IngestProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (PassageIndex index = StoreUrl.parse(System.getenv("RAG_STORE"))
                .open(folder, new EmbeddingSpace(arguments[1], DIMENSION), 1)) {
            System.out.println("open");
            System.in.read();
            IngestReport report = new Ingestor(new MadeUpEmbeddings(), index)
                    .update(new DocumentFolder(folder).list().files(), IngestListener.SILENT);
            System.out.println(report.passages() + " of " + report.passagesInIndex());
        }
    }

    /** Equal texts have equal vectors, and others are far away. */
    static final class MadeUpEmbeddings implements EmbeddingModel {

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(
                    segments.stream().map(segment -> vector(segment.text())).toList());
        }

        private static Embedding vector(String text) {
            Random random = new Random(text.hashCode());
            float[] vector = new float[DIMENSION];
            for (int i = 0; i < DIMENSION; i++) {
                vector[i] = random.nextFloat() - 0.5f;
            }
            return Embedding.from(vector);
        }
    }
}

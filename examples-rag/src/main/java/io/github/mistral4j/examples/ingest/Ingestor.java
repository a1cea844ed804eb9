package io.github.mistral4j.examples.ingest;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.documents.DocumentFile;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.documents.PassageSplitter;
import io.github.mistral4j.examples.store.PassageIndex;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings an index up to date with a folder. One document and one batch are in memory at a time; each batch is stored before the
 * next is embedded, so an interrupted update goes on where it was.
 */
public final class Ingestor {

    private static final int SMALLEST_BATCH = 32;
    private static final int LARGEST_BATCH = 1024;
    private static final int BYTES_IN_PASSAGE = 450;

    private final EmbeddingModel model;
    private final PassageIndex index;
    private final @Nullable Integer batch;
    private final PassageSplitter splitter = new PassageSplitter();

    public Ingestor(EmbeddingModel model, PassageIndex index) {
        this(model, index, null);
    }

    /** @param batch passages in a request, null for a number that suits the folder */
    public Ingestor(EmbeddingModel model, PassageIndex index, @Nullable Integer batch) {
        this.model = model;
        this.index = index;
        this.batch = batch;
    }

    public IngestReport update(List<DocumentFile> documents, IngestListener listener) {
        long start = System.nanoTime();
        index.claim(listener::waiting);
        IngestReport report;
        try {
            report = update(documents, listener, start);
        } finally {
            index.release();
        }
        listener.finished(report);
        return report;
    }

    private IngestReport update(List<DocumentFile> documents, IngestListener listener, long start) {
        IngestPlan plan = IngestPlan.of(documents, index);
        if (!plan.isEmpty()) {
            listener.planned(plan);
        }
        plan.toRemove().forEach(index::remove);
        Run run = new Run(listener, batch == null ? batchSize(plan) : batch);
        plan.toRead().forEach(run::read);
        run.embedPending();
        List<LeftOut> leftOut = new ArrayList<>(plan.leftOut());
        index.files().values().forEach(file -> ContentHash.gap(file).ifPresent(leftOut::add));
        return new IngestReport(
                plan.toRead().size() - run.skipped,
                plan.toRemove().size(),
                plan.unchanged(),
                List.copyOf(leftOut),
                run.embedded,
                index.passages(),
                run.tokens,
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** About ten batches, so that the progress can be seen; large ones for large folders, so that as many requests
     * are on their way as the model sends at once. */
    private static int batchSize(IngestPlan plan) {
        long tenth = plan.bytes() / BYTES_IN_PASSAGE / 10;
        return (int) Math.max(SMALLEST_BATCH, Math.min(tenth, LARGEST_BATCH));
    }

    /** Passages that wait for the next batch; a batch may hold several documents. */
    private final class Run {

        private final IngestListener listener;
        private final int batchSize;
        private final List<Passage> pending = new ArrayList<>();
        private final List<String> finishedWithPending = new ArrayList<>();
        private long bytesRead;
        private int embedded;
        private int tokens;
        private int skipped;

        Run(IngestListener listener, int batchSize) {
            this.listener = listener;
            this.batchSize = batchSize;
        }

        void read(IngestPlan.Reading reading) {
            DocumentFile file = reading.file();
            List<Passage> passages = List.of();
            LeftOut gap;
            try {
                PassageSplitter.Reading read = splitter.read(file);
                passages = read.passages();
                gap = read.gap();
            } catch (DocumentException e) {
                skipped++;
                gap = new LeftOut(file.name(), e.reason(), "");
                listener.skipped(file.name(), String.valueOf(e.getMessage()));
            }
            if (reading.stored() == 0) {
                index.begin(file.name(), ContentHash.with(reading.hash(), gap));
            }
            for (Passage passage : passages.subList(Math.min(reading.stored(), passages.size()), passages.size())) {
                pending.add(passage);
                if (pending.size() == batchSize) {
                    embedPending();
                }
            }
            finishedWithPending.add(file.name());
            bytesRead += file.bytes();
        }

        void embedPending() {
            if (!pending.isEmpty()) {
                Response<List<Embedding>> response = model.embedAll(pending.stream()
                        .map(passage -> TextSegment.from(passage.textToEmbed()))
                        .toList());
                store(response.content());
                embedded += pending.size();
                if (response.tokenUsage() != null && response.tokenUsage().inputTokenCount() != null) {
                    tokens += response.tokenUsage().inputTokenCount();
                }
                pending.clear();
            }
            finishedWithPending.forEach(index::complete);
            finishedWithPending.clear();
            listener.progressed(embedded, bytesRead);
        }

        private void store(List<Embedding> embeddings) {
            int from = 0;
            while (from < pending.size()) {
                String file = pending.get(from).file();
                int to = from;
                while (to < pending.size() && pending.get(to).file().equals(file)) {
                    to++;
                }
                index.add(file, List.copyOf(pending.subList(from, to)), embeddings.subList(from, to));
                from = to;
            }
        }
    }
}

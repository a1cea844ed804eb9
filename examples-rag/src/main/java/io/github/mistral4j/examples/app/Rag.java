package io.github.mistral4j.examples.app;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import io.github.mistral4j.examples.answer.Models;
import io.github.mistral4j.examples.answer.QaService;
import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.documents.DocumentFolder;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.documents.PassageSplitter;
import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.examples.ingest.IngestReport;
import io.github.mistral4j.examples.ingest.Ingestor;
import io.github.mistral4j.examples.pricing.PriceList;
import io.github.mistral4j.examples.routing.AvailableModels;
import io.github.mistral4j.examples.routing.Calibration;
import io.github.mistral4j.examples.routing.ModelClassifier;
import io.github.mistral4j.examples.routing.PhraseClassifier;
import io.github.mistral4j.examples.routing.Router;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.TaskClassifier;
import io.github.mistral4j.examples.routing.Thresholds;
import io.github.mistral4j.examples.routing.ThresholdsFile;
import io.github.mistral4j.examples.search.HybridRetriever;
import io.github.mistral4j.examples.search.Relevance;
import io.github.mistral4j.examples.search.RememberedEmbeddings;
import io.github.mistral4j.examples.store.EmbeddingSpace;
import io.github.mistral4j.examples.store.IndexedFile;
import io.github.mistral4j.examples.store.PassageIndex;
import io.github.mistral4j.examples.store.PhraseCache;
import io.github.mistral4j.examples.store.StoreUrl;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A session: the connection, the index of a folder, and the service that answers. Start here to read the example.
 *
 * <pre>{@code
 * try (Rag rag = Rag.open(Settings.from(System.getenv()), IngestListener.SILENT)) {
 *     Answer answer = rag.qa().ask(Question.of("How long is the warranty?"), event -> {}).answer();
 * }
 * }</pre>
 */
public final class Rag implements AutoCloseable {

    /** Phrases in a request. */
    private static final int PHRASES = 64;

    private final Api api;
    private final Catalog catalog;
    private final RoutingTable table;
    private final EmbeddingModel embeddings;
    private final EmbeddingSpace space;
    private final TaskClassifier phraseClassifier;
    private final PassageIndex index;
    private final DocumentFolder folder;
    private final Ingestor ingestor;
    private volatile IngestReport ingested;
    private volatile Instant readAt = Instant.now();
    private volatile Relevance relevance;
    private final Path relevanceFile;
    private final Router router;
    private final QaService qa;
    private final Path documents;

    private Rag(Settings settings, Api api, IngestListener listener) {
        this.api = api;
        table = settings.table();
        catalog = Catalog.of(api);
        Integer batch = settings.api().batchSize();
        Models models = new Models(api.client(), api.embeddingClient(), batch, table);
        Path cache = settings.cacheFolder();
        String spaceName = catalog.embeddingSpace(table.embeddingModel());
        EmbeddingModel model = models.embedding();
        Map<String, Embedding> phrases = new PhraseCache(cache, spaceName)
                .embeddings(table.allPhrases(), model, batch == null ? PHRASES : batch, listener::phrases);
        embeddings = new RememberedEmbeddings(model, phrases);
        space = new EmbeddingSpace(
                spaceName, phrases.get(table.allPhrases().get(0)).dimension());

        folder = new DocumentFolder(settings.documents() == null ? SampleDocuments.in(cache) : settings.documents());
        documents = folder.root();
        Path indexFolder = cache.resolve("index-" + StoreUrl.hash(documents + " " + spaceName));
        relevanceFile = indexFolder.resolve("relevance.json");
        index = settings.store().open(indexFolder, space, PassageSplitter.VERSION);
        try {
            ingestor = new Ingestor(embeddings, index, batch);
            ingested = readFolder(listener);
            phraseClassifier = new PhraseClassifier(table, embeddings);
            router = router(models, thresholds(cache));
            ContentRetriever retriever =
                    new HybridRetriever(index.store(), embeddings, index.keywords(), this::relevance);
            qa = new QaService(models, embeddings, router, retriever, new PriceList(table));
            if (api.embedsHere()) {
                // The first embedding loads the model; the first question should not wait for that.
                CompletableFuture.runAsync(() -> model.embed("warm"));
            }
        } catch (RuntimeException e) {
            index.close();
            throw e;
        }
    }

    /** Connects, and brings the index up to date before it returns. */
    public static Rag open(Settings settings, IngestListener listener) {
        Api api = Api.open(settings.api());
        try {
            return new Rag(settings, api, listener);
        } catch (RuntimeException e) {
            api.close();
            throw e;
        }
    }

    public QaService qa() {
        return qa;
    }

    public Api api() {
        return api;
    }

    public Catalog catalog() {
        return catalog;
    }

    public RoutingTable table() {
        return table;
    }

    public Router router() {
        return router;
    }

    public PassageIndex index() {
        return index;
    }

    public EmbeddingModel embeddings() {
        return embeddings;
    }

    public EmbeddingSpace space() {
        return space;
    }

    /** How near a passage must be to a question, found for these documents. */
    public Relevance relevance() {
        return relevance;
    }

    /** The folder the index was made of. */
    public Path documents() {
        return documents;
    }

    /** What was done when the folder was read last. */
    public IngestReport ingested() {
        return ingested;
    }

    /** When the folder was read last. */
    public Instant readAt() {
        return readAt;
    }

    /** The names of the documents that have passages. */
    public List<String> documentNames() {
        return index.files().values().stream()
                .filter(file -> file.passages() > 0)
                .map(IndexedFile::name)
                .toList();
    }

    /** Reads the folder again, for what is new, changed or gone. Questions are answered meanwhile. */
    public synchronized IngestReport readFolder(IngestListener listener) {
        DocumentFolder.Listing listing = folder.list();
        if (listing.files().isEmpty()) {
            throw new DocumentException(
                    "No txt, md, html or pdf files in " + documents + ". " + LeftOut.summary(listing.leftOut()));
        }
        Instant before = Instant.now();
        IngestReport report = ingestor.update(listing.files(), listener).and(listing.leftOut());
        relevance = KeptRelevance.of(relevanceFile, index, space.name() + table.unrelated(), this::measureRelevance);
        ingested = report;
        readAt = before;
        return report;
    }

    /** What is nearest to a question, however far it is. */
    public List<Passage> nearest(String question, int most) {
        return index
                .store()
                .search(EmbeddingSearchRequest.builder()
                        .queryEmbedding(embeddings.embed(question).content())
                        .maxResults(most)
                        .build())
                .matches()
                .stream()
                .map(match -> Passage.of(match.embedded()))
                .toList();
    }

    /** Computes the classifier's thresholds for this session's embedding model anew. */
    public Thresholds calibrate() {
        return new Calibration(table, phraseClassifier, Clock.systemDefaultZone()).compute();
    }

    private Relevance measureRelevance() {
        return Relevance.measured(table.unrelated(), index.store(), embeddings, index.keywords());
    }

    @Override
    public void close() {
        qa.close();
        index.close();
        api.close();
    }

    /** A language model knows what is asked for better than example phrases do; the stand-in is none. */
    private Router router(Models models, Thresholds thresholds) {
        AvailableModels available = catalog.available();
        Router byPhrases = new Router(table, phraseClassifier, thresholds, available);
        if (!available.contains(byPhrases.rewriteModel()) || catalog.isStandIn(byPhrases.rewriteModel())) {
            return byPhrases;
        }
        ChatModel small = models.deciding(byPhrases.rewriteModel());
        return new Router(table, new ModelClassifier(small, table, phraseClassifier), thresholds, available);
    }

    /** Those of an unknown embedding model are computed once and kept. */
    private Thresholds thresholds(Path cache) {
        Path file = cache.resolve("thresholds.yaml");
        ThresholdsFile own = ThresholdsFile.read(file);
        return own.find(space.name(), table)
                .or(() -> ThresholdsFile.bundled().find(space.name(), table))
                .orElseGet(() -> {
                    Thresholds computed = calibrate();
                    own.with(space.name(), computed).write(file);
                    return computed;
                });
    }
}

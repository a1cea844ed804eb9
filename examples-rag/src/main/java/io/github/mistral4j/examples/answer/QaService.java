package io.github.mistral4j.examples.answer;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import io.github.mistral4j.examples.pricing.PriceList;
import io.github.mistral4j.examples.routing.Router;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Answers questions about the documents of an index. Safe for use by many threads. */
public final class QaService implements AutoCloseable {

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "answer");
        thread.setDaemon(true);
        return thread;
    });

    private final AnswerParts parts;

    /** @param embeddings those that retriever and router use; it should remember what it embedded */
    public QaService(
            Models models, EmbeddingModel embeddings, Router router, ContentRetriever retriever, PriceList prices) {
        this.parts = new AnswerParts(
                embeddings,
                new FollowUps(models.deciding(router.rewriteModel())),
                router,
                retriever,
                new FallbackChat(models, router),
                prices,
                threads);
    }

    /**
     * Starts to answer and returns at once.
     *
     * @param listener told what happens, from other threads, one event at a time
     */
    public AnswerCall ask(Question question, Consumer<AnswerEvent> listener) {
        AnswerCall call = new AnswerCall();
        threads.execute(() -> {
            try {
                call.result().complete(new AnswerRun(parts, question, call, listener).answer());
            } catch (RuntimeException | Error e) {
                call.result().completeExceptionally(e);
            }
        });
        return call;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

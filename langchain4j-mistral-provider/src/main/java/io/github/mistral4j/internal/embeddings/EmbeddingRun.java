package io.github.mistral4j.internal.embeddings;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralResponse;
import io.github.mistral4j.client.api.EmbeddingsResponse;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One embedding call of any size: several batches at a time, each vector put where its segment is. A batch that is too much for
 * the server is halved. After a failure no further batch leaves, and those under way are waited for, since they are paid for.
 */
public final class EmbeddingRun {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingRun.class);
    private static final String TOO_MUCH = "3210";
    private static final int PAYLOAD_TOO_LARGE = 413;

    private final MistralClient client;
    private final EmbeddingSettings settings;
    private final List<String> texts;
    private final int mostInFlight;
    private final EmbeddingResults results;
    private final CompletableFuture<EmbeddingResponse> result = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    // All that follows is guarded by the lock, until the last batch has ended.
    private final Deque<EmbeddingBatch> waiting;
    private final @Nullable Embedding[] embeddings;
    private final Set<CompletableFuture<?>> underWay = new HashSet<>();
    private boolean launching;
    private int inFlight;
    private int done;
    private @Nullable TokenUsage usage;
    private @Nullable String modelName;
    private @Nullable EmbeddingBatch failedBatch;
    private @Nullable Throwable failure;

    public EmbeddingRun(
            MistralClient client,
            EmbeddingSettings settings,
            List<String> texts,
            Deque<EmbeddingBatch> batches,
            int mostInFlight,
            EmbeddingResults results) {
        this.client = client;
        this.settings = settings;
        this.texts = texts;
        this.waiting = batches;
        this.mostInFlight = mostInFlight;
        this.results = results;
        this.embeddings = new Embedding[texts.size()];
    }

    /** Begins; when the future is completed by anyone else, by a cancellation too, all requests end. */
    public CompletableFuture<EmbeddingResponse> start() {
        result.whenComplete((response, error) -> {
            cancelAll();
        });
        launch();
        return result;
    }

    // One thread at a time: a call that is answered at once would otherwise begin the next one from within itself.
    private void launch() {
        lock.lock();
        try {
            if (launching) {
                return;
            }
            launching = true;
        } finally {
            lock.unlock();
        }
        EmbeddingBatch batch;
        while ((batch = next()) != null) {
            send(batch);
        }
    }

    private @Nullable EmbeddingBatch next() {
        lock.lock();
        try {
            boolean free = failure == null && inFlight < mostInFlight && !result.isDone();
            EmbeddingBatch batch = free ? waiting.poll() : null;
            if (batch == null) {
                launching = false;
            } else {
                inFlight++;
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void send(EmbeddingBatch batch) {
        CompletableFuture<MistralResponse<EmbeddingsResponse>> call;
        try {
            call = client.embedAsync(settings.request(texts.subList(batch.from(), batch.to())));
        } catch (RuntimeException | Error e) {
            ended(batch, null, e);
            return;
        }
        lock.lock();
        try {
            underWay.add(call);
        } finally {
            lock.unlock();
        }
        if (result.isDone()) {
            call.cancel(true);
        }
        call.whenComplete((response, error) -> {
            lock.lock();
            try {
                underWay.remove(call);
            } finally {
                lock.unlock();
            }
            ended(batch, response == null ? null : response.body(), error);
        });
    }

    private void ended(EmbeddingBatch batch, @Nullable EmbeddingsResponse response, @Nullable Throwable error) {
        boolean last;
        lock.lock();
        try {
            inFlight--;
            Throwable problem = response == null ? error : store(batch, response);
            if (isTooMuch(problem) && batch.size() > 1) {
                waiting.addFirst(batch.secondHalf());
                waiting.addFirst(batch.firstHalf());
            } else if (problem != null && failure == null) {
                failure = problem;
                failedBatch = batch;
            }
            last = inFlight == 0 && (failure != null || waiting.isEmpty());
        } finally {
            lock.unlock();
        }
        if (last) {
            complete();
        } else {
            launch();
        }
    }

    /** Why the answer is none, null when it is one. */
    private @Nullable Throwable store(EmbeddingBatch batch, EmbeddingsResponse response) {
        try {
            for (int i = 0; i < batch.size(); i++) {
                embeddings[batch.from() + i] = Embedding.from(response.vectors().get(i));
            }
        } catch (RuntimeException e) {
            return e;
        }
        done += batch.size();
        modelName = response.model();
        TokenUsage own = results.usage(response.usage());
        usage = usage == null ? own : usage.add(own);
        Integer tokens = usage == null ? null : usage.totalTokenCount();
        try {
            results.progress(done, embeddings.length, tokens == null ? 0 : tokens);
        } catch (Throwable e) {
            LOG.warn("the progressListener threw {}; ignored", e.getClass().getName());
        }
        return null;
    }

    private void complete() {
        Throwable cause = failure;
        EmbeddingBatch batch = failedBatch;
        if (cause != null && batch != null) {
            result.completeExceptionally(failed(cause, batch));
        } else {
            result.complete(results.response(Arrays.asList(embeddings), modelName, usage));
        }
    }

    private Throwable failed(Throwable error, EmbeddingBatch batch) {
        Throwable cause = unwrapped(error);
        if (!(cause instanceof MistralException own)) {
            return cause;
        }
        String where = batch.name() + " of " + embeddings.length + " failed, " + done + " have their vector: ";
        return results.failure(own, where, embeddings);
    }

    private void cancelAll() {
        List<CompletableFuture<?>> calls;
        lock.lock();
        try {
            calls = List.copyOf(underWay);
        } finally {
            lock.unlock();
        }
        calls.forEach(call -> call.cancel(true));
    }

    private static boolean isTooMuch(@Nullable Throwable error) {
        return error != null
                && unwrapped(error) instanceof MistralApiException api
                && (TOO_MUCH.equals(api.error().code()) || api.response().status() == PAYLOAD_TOO_LARGE);
    }

    private static Throwable unwrapped(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }
}

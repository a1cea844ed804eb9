package io.github.mistral4j.batch;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.batch.BatchPage;
import dev.langchain4j.model.batch.BatchPagination;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.batch.BatchState;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.client.MistralApiException;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.internal.BatchWire;
import io.github.mistral4j.internal.ClientHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the two models have in common: the jobs of one kind of request. The id of a request is its place, so that the answers come back
 * in the order of the requests.
 *
 * @param <T> what an answer is
 */
abstract sealed class Batches<T> implements AutoCloseable permits MistralBatchChatModel, MistralBatchEmbeddingModel {

    private static final Logger LOG = LoggerFactory.getLogger(Batches.class);
    private static final int MOST_INLINE = 10_000;
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final int DEFAULT_TIMEOUT_HOURS = 24;
    private static final int KEPT_LONGER_HOURS = 24;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final ClientHandle handle;
    private final String endpoint;
    private final @Nullable Integer timeoutHours;
    private final Pauses pauses;
    private final Set<String> uploads = ConcurrentHashMap.newKeySet();

    Batches(ClientHandle handle, String endpoint, @Nullable Integer timeoutHours, Pauses pauses) {
        this.handle = handle;
        this.endpoint = endpoint;
        this.timeoutHours = timeoutHours;
        this.pauses = pauses;
    }

    /** Waits, so that no test has to. */
    interface Pauses {

        Pauses SYSTEM = pause -> Thread.sleep(pause.toMillis());

        void pause(Duration pause) throws InterruptedException;
    }

    /** Reads the answer to one request. */
    abstract T answer(Map<String, @Nullable Object> body) throws IOException;

    BatchResponse<T> submit(String model, List<Map<String, @Nullable Object>> bodies) {
        if (bodies.isEmpty()) {
            throw new InvalidRequestException("a batch must hold at least one request");
        }
        List<BatchJob.Item> items = new ArrayList<>(bodies.size());
        for (int i = 0; i < bodies.size(); i++) {
            items.add(new BatchJob.Item(String.valueOf(i), bodies.get(i)));
        }
        try {
            return items.size() > MOST_INLINE ? submitFile(model, items) : start(model, items, List.of());
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    private BatchResponse<T> start(String model, List<BatchJob.Item> items, List<String> files) {
        BatchJob.Request request = new BatchJob.Request(endpoint, model, items, files, Map.of(), timeoutHours);
        return begun(handle.client().createBatch(request).body());
    }

    /** The server deletes the file by itself a day after the job must have ended; this process does once it sees the end. */
    private BatchResponse<T> submitFile(String model, List<BatchJob.Item> items) {
        String id = upload(items);
        uploads.add(id);
        try {
            return start(model, items, List.of(id));
        } catch (MistralApiException e) {
            // After any other failure there may be a job that reads it.
            if (e.response().status() < 500) {
                uploads.remove(id);
                handle.deleteUpload(id);
            }
            throw e;
        }
    }

    private String upload(List<BatchJob.Item> items) {
        int hours = (timeoutHours == null ? DEFAULT_TIMEOUT_HOURS : timeoutHours) + KEPT_LONGER_HOURS;
        Path file = null;
        try {
            file = Files.createTempFile("mistral-batch", ".jsonl");
            BatchWire.write(items, file);
            UploadFile upload = UploadFile.of(file).withMediaType("application/jsonl");
            return handle.client().uploadFile(upload, "batch", hours).body().id();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static void delete(@Nullable Path file) {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The upload has succeeded or failed, whatever becomes of its copy.
            LOG.warn("a temporary file could not be deleted: {}", e.getClass().getName());
        }
    }

    /** A job with its results, which are there when it has ended. */
    public final BatchResponse<T> retrieve(String batchId) {
        return about(
                batchId, () -> response(handle.client().getBatch(batchId, false).body()));
    }

    /**
     * Waits until a job has ended: looks after 2 s, then less and less often, at most every minute.
     *
     * @param listener told at each look
     */
    public final BatchResponse<T> await(String batchId, Consumer<MistralBatchProgress> listener)
            throws InterruptedException {
        Duration pause = FIRST_LOOK;
        while (true) {
            BatchJob job = about(
                    batchId, () -> handle.client().getBatch(batchId, false).body());
            listener.accept(new MistralBatchProgress(
                    state(job.status()), job.completedRequests(), job.failedRequests(), job.totalRequests()));
            if (job.isEnded()) {
                return about(batchId, () -> response(job));
            }
            pauses.pause(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    private BatchResponse<T> response(BatchJob job) {
        if (!job.isEnded()) {
            return begun(job);
        }
        try {
            return BatchResponse.<T>builder()
                    .batchId(job.id())
                    .state(state(job.status()))
                    .results(results(job).inOrder(job))
                    .build();
        } finally {
            job.inputFiles().stream().filter(uploads::remove).forEach(handle::deleteUpload);
        }
    }

    private BatchResults<T> results(BatchJob job) {
        BatchResults<T> results = new BatchResults<>(this::answer);
        boolean inFiles = false;
        for (String file : new String[] {job.outputFile(), job.errorFile()}) {
            if (file != null) {
                inFiles = true;
                handle.client().fileContent(file, content -> {
                    BatchWire.lines(content, results::add);
                    return file;
                });
            }
        }
        List<BatchJob.Output> inline =
                inFiles ? null : handle.client().getBatch(job.id(), true).body().outputs();
        if (inline != null) {
            inline.forEach(results::add);
        }
        return results;
    }

    private BatchResponse<T> begun(BatchJob job) {
        return BatchResponse.<T>builder()
                .batchId(job.id())
                .state(state(job.status()))
                .results(List.of())
                .build();
    }

    public final void cancel(String batchId) {
        about(batchId, () -> handle.client().cancelBatch(batchId));
    }

    /** A call about one job: what is not there is the job or a file of it, and no model. */
    private static <R> R about(String id, Supplier<R> call) {
        try {
            return call.get();
        } catch (MistralException e) {
            LangChain4jException failure = MistralExceptionMapper.map(e);
            throw e.response() != null && e.response().status() == 404
                    ? new InvalidRequestException(
                            "batch " + id + ", or a file of its results, is not there: " + failure.getMessage(),
                            failure.getCause())
                    : failure;
        }
    }

    /** The jobs of the account, without their results. */
    public final BatchPage<T> list(@Nullable BatchPagination pagination) {
        int size = pagination == null || pagination.pageSize() == null ? DEFAULT_PAGE_SIZE : pagination.pageSize();
        int page = pagination == null || pagination.pageToken() == null ? 0 : number(pagination.pageToken());
        try {
            BatchJob.Page found = handle.client().listBatches(page, size).body();
            List<BatchResponse<T>> jobs = found.data().stream()
                    .filter(job -> job.endpoint() == null || job.endpoint().equals(endpoint))
                    .map(this::begun)
                    .toList();
            boolean more = found.total() == null ? found.data().size() == size : (page + 1L) * size < found.total();
            return new BatchPage<>(jobs, more ? String.valueOf(page + 1) : null);
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public final void close() {
        handle.close();
    }

    private static int number(String pageToken) {
        try {
            return Integer.parseUnsignedInt(pageToken);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("pageToken must be one that list gave");
        }
    }

    private static BatchState state(String status) {
        return switch (status) {
            case "QUEUED" -> BatchState.PENDING;
            case "RUNNING", "CANCELLATION_REQUESTED" -> BatchState.RUNNING;
            case "SUCCESS" -> BatchState.SUCCEEDED;
            case "FAILED" -> BatchState.FAILED;
            case "TIMEOUT_EXCEEDED" -> BatchState.EXPIRED;
            case "CANCELLED" -> BatchState.CANCELLED;
            default -> BatchState.UNSPECIFIED;
        };
    }
}

package io.github.mistral4j.batch;

import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.batch.BatchError;
import dev.langchain4j.model.batch.BatchItemResult;
import dev.langchain4j.model.batch.BatchPage;
import dev.langchain4j.model.batch.BatchPagination;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.batch.BatchState;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.internal.BatchWire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one kind of request. The id of a request is its place, so that the answers come back in the order of the requests.
 *
 * @param <T> what an answer is
 */
final class Batches<T> {

    /** Reads the answer to one request. */
    interface Answers<T> {
        T of(Map<String, @Nullable Object> body) throws IOException;
    }

    private static final int MOST_INLINE = 10_000;
    private static final int DEFAULT_PAGE_SIZE = 100;
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private final MistralClient client;
    private final String endpoint;
    private final @Nullable Integer timeoutHours;
    private final Answers<T> answers;
    private final Pauses pauses;

    Batches(MistralClient client, String endpoint, @Nullable Integer timeoutHours, Answers<T> answers, Pauses pauses) {
        this.client = client;
        this.endpoint = endpoint;
        this.timeoutHours = timeoutHours;
        this.answers = answers;
        this.pauses = pauses;
    }

    /** Waits, so that no test has to. */
    interface Pauses {

        Pauses SYSTEM = pause -> Thread.sleep(pause.toMillis());

        void pause(Duration pause) throws InterruptedException;
    }

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
        BatchJob job = client.createBatch(new BatchJob.Request(endpoint, model, items, files, Map.of(), timeoutHours))
                .body();
        return response(job, null);
    }

    private BatchResponse<T> submitFile(String model, List<BatchJob.Item> items) {
        Path file = null;
        try {
            file = Files.createTempFile("mistral-batch", ".jsonl");
            BatchWire.write(items, file);
            UploadFile upload = UploadFile.of(file).withMediaType("application/jsonl");
            return start(
                    model,
                    List.of(),
                    List.of(client.uploadFile(upload, "batch").body().id()));
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
            throw new UncheckedIOException(e);
        }
    }

    BatchResponse<T> retrieve(String id) {
        return response(job(id));
    }

    private BatchJob job(String id) {
        try {
            return client.getBatch(id, false).body();
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    private BatchResponse<T> response(BatchJob job) {
        try {
            return response(job, job.isEnded() ? outputs(job) : null);
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** Looks every 2 s at first, then less often, at most every 60 s. */
    BatchResponse<T> await(String id, Consumer<MistralBatchProgress> listener) throws InterruptedException {
        Duration pause = FIRST_LOOK;
        while (true) {
            BatchJob job = job(id);
            listener.accept(new MistralBatchProgress(
                    state(job.status()), job.completedRequests(), job.failedRequests(), job.totalRequests()));
            if (job.isEnded()) {
                return response(job);
            }
            pauses.pause(pause);
            pause = pause.multipliedBy(3).dividedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        }
    }

    void cancel(String id) {
        try {
            client.cancelBatch(id);
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    BatchPage<T> list(@Nullable BatchPagination pagination) {
        int size = pagination == null || pagination.pageSize() == null ? DEFAULT_PAGE_SIZE : pagination.pageSize();
        int page = pagination == null || pagination.pageToken() == null ? 0 : number(pagination.pageToken());
        try {
            BatchJob.Page found = client.listBatches(page, size).body();
            List<BatchResponse<T>> jobs =
                    found.data().stream().map(job -> response(job, null)).toList();
            boolean more = found.total() == null ? found.data().size() == size : (page + 1L) * size < found.total();
            return new BatchPage<>(jobs, more ? String.valueOf(page + 1) : null);
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    private static int number(String pageToken) {
        try {
            return Integer.parseInt(pageToken);
        } catch (NumberFormatException e) {
            throw new InvalidRequestException("pageToken must be one that list gave");
        }
    }

    private List<BatchJob.Output> outputs(BatchJob job) {
        List<BatchJob.Output> outputs = new ArrayList<>();
        for (String file : new String[] {job.outputFile(), job.errorFile()}) {
            if (file != null) {
                outputs.addAll(client.fileContent(file, Batches::lines).body());
            }
        }
        return job.outputFile() != null || job.errorFile() != null ? outputs : inline(job);
    }

    private List<BatchJob.Output> inline(BatchJob job) {
        List<BatchJob.Output> outputs = client.getBatch(job.id(), true).body().outputs();
        return outputs == null ? List.of() : outputs;
    }

    private static List<BatchJob.Output> lines(InputStream content) throws IOException {
        List<BatchJob.Output> outputs = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            BatchJob.Output output = BatchWire.line(line);
            if (output != null) {
                outputs.add(output);
            }
        }
        return outputs;
    }

    /** With no results where {@code outputs} is null: they were not asked for. */
    private BatchResponse<T> response(BatchJob job, @Nullable List<BatchJob.Output> outputs) {
        return BatchResponse.<T>builder()
                .batchId(job.id())
                .state(state(job.status()))
                .results(outputs == null ? List.of() : results(job, outputs))
                .build();
    }

    private List<BatchItemResult<T>> results(BatchJob job, List<BatchJob.Output> outputs) {
        Map<String, BatchJob.Output> byId = new HashMap<>();
        outputs.forEach(output -> byId.put(output.customId() == null ? "" : output.customId(), output));
        int count = Math.max(job.totalRequests(), outputs.size());
        List<BatchItemResult<T>> results = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BatchJob.Output output = byId.get(String.valueOf(i));
            results.add(output == null ? failure(0, unanswered(job, i)) : result(output));
        }
        return results;
    }

    private static String unanswered(BatchJob job, int place) {
        String words = "the server gave no answer to request " + place;
        return job.errors().isEmpty() ? words : words + ": " + String.join("; ", job.errors());
    }

    private BatchItemResult<T> result(BatchJob.Output output) {
        int status = output.statusCode() == null ? 0 : output.statusCode();
        if (output.error() != null || status >= 400 || output.body().isEmpty()) {
            String words = output.error() != null ? output.error() : BatchWire.error(output.body());
            return failure(status, words);
        }
        try {
            return BatchItemResult.success(answers.of(output.body()));
        } catch (IOException | RuntimeException e) {
            return failure(status, "the answer is not what was promised");
        }
    }

    private BatchItemResult<T> failure(int status, String message) {
        return BatchItemResult.failure(new BatchError(status, message, List.of()));
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

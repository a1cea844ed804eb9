package io.github.mistral4j.batch;

import dev.langchain4j.model.batch.BatchError;
import dev.langchain4j.model.batch.BatchItemResult;
import io.github.mistral4j.client.ApiError;
import io.github.mistral4j.client.api.BatchJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The results of a job, which come in any order, one by one.
 *
 * @param <T> what an answer is
 */
final class BatchResults<T> {

    /** Reads the answer to one request. */
    interface Answers<T> {
        T of(Map<String, @Nullable Object> body) throws IOException;
    }

    private static final Pattern PLACE = Pattern.compile("\\d{1,7}");
    private static final int MOST_REQUESTS = 1_000_000;

    private final Answers<T> answers;
    private final TreeMap<Integer, BatchItemResult<T>> byPlace = new TreeMap<>();
    private final List<BatchItemResult<T>> others = new ArrayList<>();
    private int unreadable;

    BatchResults(Answers<T> answers) {
        this.answers = answers;
    }

    /** @param output null where there was something else in its place */
    void add(BatchJob.@Nullable Output output) {
        if (output == null) {
            unreadable++;
            return;
        }
        String id = output.customId();
        if (id != null && PLACE.matcher(id).matches()) {
            byPlace.merge(Integer.valueOf(id), result(output), (one, other) -> one.isSuccess() ? one : other);
        } else {
            others.add(result(output));
        }
    }

    private BatchItemResult<T> result(BatchJob.Output output) {
        int status = output.statusCode() == null ? 0 : output.statusCode();
        if (output.error() != null) {
            return failure(status, ApiError.of(Map.of("message", output.error())), "the request failed");
        } else if (status >= 400 || output.body().isEmpty()) {
            return failure(status, ApiError.of(output.body()), "the request failed");
        }
        try {
            return BatchItemResult.success(answers.of(output.body()));
        } catch (IOException | RuntimeException e) {
            return failure(status, ApiError.of(output.body()), "the answer is not what was promised");
        }
    }

    private static <T> BatchItemResult<T> failure(int status, @Nullable ApiError said, String otherwise) {
        Map<String, Object> details = new TreeMap<>();
        if (said != null && said.type() != null) {
            details.put("type", said.type());
        }
        if (said != null && said.code() != null) {
            details.put("code", said.code());
        }
        return BatchItemResult.failure(new BatchError(
                status, said == null ? otherwise : said.message(), details.isEmpty() ? List.of() : List.of(details)));
    }

    /**
     * By the places of the requests, with a failure where there is none; what names no place comes after them, so that it is not lost.
     */
    List<BatchItemResult<T>> inOrder(BatchJob job) {
        boolean counted = job.totalRequests() > 0;
        int total =
                counted ? Math.min(job.totalRequests(), MOST_REQUESTS) : byPlace.isEmpty() ? 0 : byPlace.lastKey() + 1;
        List<BatchItemResult<T>> results = new ArrayList<>();
        if (!byPlace.isEmpty() && byPlace.firstKey() < total || others.isEmpty()) {
            for (int i = 0; i < total; i++) {
                BatchItemResult<T> result = byPlace.remove(i);
                results.add(result == null ? unanswered(job, "request " + i) : result);
            }
        }
        results.addAll(byPlace.values());
        results.addAll(others);
        while (results.size() < total) {
            results.add(unanswered(job, "one of the requests"));
        }
        if (results.isEmpty() && !job.errors().isEmpty()) {
            results.add(unanswered(job, "the requests"));
        }
        return results;
    }

    private BatchItemResult<T> unanswered(BatchJob job, String which) {
        StringBuilder words = new StringBuilder("the server gave no answer to ").append(which);
        if (unreadable > 0) {
            words.append("; lines of the results that cannot be read: ").append(unreadable);
        }
        if (!job.errors().isEmpty()) {
            words.append(": ").append(String.join("; ", job.errors()));
        }
        return failure(0, null, words.toString());
    }
}

package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch job ({@code /v1/batch/jobs}).
 *
 * @param status {@code QUEUED}, {@code RUNNING}, {@code SUCCESS}, {@code FAILED}, {@code TIMEOUT_EXCEEDED},
 *     {@code CANCELLATION_REQUESTED}, {@code CANCELLED}; an open enumeration
 * @param agentId {@code agent_id}, of a job that an agent answers in place of a model
 * @param outputFile {@code output_file}: the id of the file with the answers
 * @param errorFile {@code error_file}: the id of the file with those that failed
 * @param errors what went wrong with the job, in the server's words, and how many times
 * @param outputs null as long as there are none, or when they were not asked for
 * @param createdAt {@code created_at}: seconds since 1970
 * @param startedAt {@code started_at}: seconds since 1970, null before
 * @param completedAt {@code completed_at}: seconds since 1970, null before
 */
public record BatchJob(
        String id,
        String status,
        @Nullable String endpoint,
        @Nullable String model,
        @Nullable String agentId,
        List<String> inputFiles,
        Map<String, String> metadata,
        @Nullable String outputFile,
        @Nullable String errorFile,
        List<String> errors,
        @Nullable List<Output> outputs,
        int totalRequests,
        int completedRequests,
        int succeededRequests,
        int failedRequests,
        @Nullable Long createdAt,
        @Nullable Long startedAt,
        @Nullable Long completedAt) {

    private static final List<String> ENDED = List.of("SUCCESS", "FAILED", "TIMEOUT_EXCEEDED", "CANCELLED");
    private static final List<String> UNDER_WAY = List.of("QUEUED", "RUNNING", "CANCELLATION_REQUESTED");

    public BatchJob {
        requireNonNull(id, "id");
        requireNonNull(status, "status");
        inputFiles = List.copyOf(inputFiles);
        metadata = Map.copyOf(metadata);
        errors = List.copyOf(errors);
    }

    @Override
    public String toString() {
        return "BatchJob[id=" + id + ", status=" + status + ", completed=" + completedRequests + " of " + totalRequests
                + "]";
    }

    /** Whether it has ended, well or not; with a status that is not known here, whether it says when. */
    public boolean isEnded() {
        return ENDED.contains(status) || completedAt != null && !UNDER_WAY.contains(status);
    }

    /**
     * The answer to one request.
     *
     * @param customId {@code custom_id} of the request
     * @param statusCode of this answer, null where there was none
     * @param body the answer as the JSON object it is
     * @param error in the server's words, or the JSON text of the object that they are in; null where there was none
     */
    public record Output(
            @Nullable String customId,
            @Nullable Integer statusCode,
            Map<String, @Nullable Object> body,
            @Nullable String error) {

        @Override
        public String toString() {
            return "Output[customId=" + customId + ", statusCode=" + statusCode + "]";
        }
    }

    /**
     * A job to start: with {@code requests}, at most 10,000, or with {@code inputFiles}.
     *
     * @param endpoint such as {@code /v1/chat/completions}
     * @param model one for all requests
     * @param requests not sent where there are {@code inputFiles}; those that these hold may be named, so that no message repeats them
     * @param inputFiles {@code input_files}: ids of files of JSON lines, uploaded with the purpose {@code batch}
     * @param timeoutHours {@code timeout_hours}, 1 to 168; 24 by default
     */
    public record Request(
            String endpoint,
            @Nullable String model,
            List<Item> requests,
            List<String> inputFiles,
            Map<String, String> metadata,
            @Nullable Integer timeoutHours) {

        public Request {
            requireNonNull(endpoint, "endpoint");
            requests = List.copyOf(requests);
            inputFiles = List.copyOf(inputFiles);
            metadata = Map.copyOf(metadata);
        }

        @Override
        public String toString() {
            return "Request[endpoint=" + endpoint + ", model=" + model + ", requests=" + requests.size() + "]";
        }
    }

    /** One request of a job: its {@code custom_id}, and its {@code body}, a JSON object. */
    public record Item(String customId, Map<String, @Nullable Object> body) {

        @Override
        public String toString() {
            return "Item[customId=" + customId + "]";
        }
    }

    /** A page of the list. */
    public record Page(List<BatchJob> data, @Nullable Integer total) {
        public Page {
            data = List.copyOf(data);
        }
    }
}

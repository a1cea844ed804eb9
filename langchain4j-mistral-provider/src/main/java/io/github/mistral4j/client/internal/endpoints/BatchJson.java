package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/** Batch jobs and the lines of their files. */
public final class BatchJson {

    private static final long LONGEST_LINE = 64L * 1024 * 1024;

    private BatchJson() {}

    public static Map<String, @Nullable Object> request(BatchJob.Request request) {
        return new Fields.Writer()
                .put("endpoint", request.endpoint())
                .put("model", request.model())
                .put(
                        "requests",
                        request.inputFiles().isEmpty()
                                ? request.requests().stream()
                                        .map(BatchJson::item)
                                        .toList()
                                : null)
                .put("input_files", request.inputFiles())
                .put("metadata", request.metadata())
                .put("timeout_hours", request.timeoutHours())
                .map();
    }

    /** A line of an input file, as a JSON object. */
    public static Map<String, @Nullable Object> item(BatchJob.Item item) {
        return new Fields.Writer()
                .put("custom_id", item.customId())
                .put("body", item.body())
                .map();
    }

    public static @Nullable BatchJob job(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        String id = fields.text("id");
        String status = fields.text("status");
        if (id == null || status == null) {
            return null;
        }
        List<String> errors = new ArrayList<>();
        fields.objects("errors").forEach(error -> errors.add(said(error)));
        return new BatchJob(
                id,
                status,
                fields.text("endpoint"),
                fields.text("model"),
                fields.text("agent_id"),
                fields.texts("input_files"),
                metadata(fields.object("metadata")),
                fields.text("output_file"),
                fields.text("error_file"),
                errors,
                fields.has("outputs")
                        ? fields.objects("outputs").stream()
                                .map(BatchJson::output)
                                .toList()
                        : null,
                fields.integerOr("total_requests", 0),
                fields.integerOr("completed_requests", 0),
                fields.integerOr("succeeded_requests", 0),
                fields.integerOr("failed_requests", 0),
                fields.number("created_at"),
                fields.number("started_at"),
                fields.number("completed_at"));
    }

    private static String said(Fields error) {
        int count = error.integerOr("count", 1);
        return error.textOr("message", "unknown") + (count > 1 ? " (" + count + " times)" : "");
    }

    private static Map<String, String> metadata(@Nullable Fields fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (fields != null) {
            fields.map().forEach((name, value) -> texts.put(name, String.valueOf(value)));
        }
        return texts;
    }

    public static BatchJob.@Nullable Page page(Map<String, @Nullable Object> body) throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        return !fields.has("data")
                ? null
                : new BatchJob.Page(fields.list("data", job -> job(job.map())), fields.integer("total"));
    }

    /** Tells of each line of an output or error file; null of one that is none. */
    public static void lines(InputStream content, Consumer<BatchJob.@Nullable Output> each) throws IOException {
        BufferedSource lines = Okio.buffer(Okio.source(content));
        while (!lines.exhausted()) {
            if (lines.indexOf((byte) '\n', 0, LONGEST_LINE) < 0 && lines.request(LONGEST_LINE)) {
                throw new UnexpectedBodyException("a line of the results is longer than " + LONGEST_LINE + " bytes");
            }
            String line = lines.readUtf8Line();
            if (line != null && !line.isBlank()) {
                each.accept(line(line));
            }
        }
    }

    private static BatchJob.@Nullable Output line(String line) {
        return JsonTree.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Map<?, ?> map
                        && (map.containsKey("response") || map.containsKey("custom_id"))
                ? output(Fields.of(map))
                : null;
    }

    private static BatchJob.Output output(Fields output) {
        Fields response = output.object("response");
        Fields body = response == null ? null : response.object("body");
        Object error = output.map().get("error");
        return new BatchJob.Output(
                output.text("custom_id"),
                response == null ? null : response.integer("status_code"),
                body == null ? Map.of() : body.map(),
                JsonTree.isMeaningful(error) ? words(error) : null);
    }

    private static String words(@Nullable Object error) {
        return error instanceof Map<?, ?> map ? JsonTree.text(JsonTree.object(map)) : String.valueOf(error);
    }
}

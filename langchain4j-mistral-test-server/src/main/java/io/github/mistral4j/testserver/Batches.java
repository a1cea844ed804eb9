package io.github.mistral4j.testserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The batch jobs. A job waits when it is new, runs when it is looked at once and is done when it is looked at again. */
final class Batches {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, ObjectNode> jobs = new LinkedHashMap<>();
    private final Map<String, List<ObjectNode>> lines = new LinkedHashMap<>();
    private final Ids ids;
    private final Files files;
    private final BiFunction<Endpoint, JsonNode, Rendered> answers;

    /** @param answers the answer of an endpoint to the body of a request */
    Batches(Ids ids, Files files, BiFunction<Endpoint, JsonNode, Rendered> answers) {
        this.ids = ids;
        this.files = files;
        this.answers = answers;
    }

    synchronized Reply handle(Endpoint endpoint, ReceivedRequest request) throws JsonProcessingException {
        if (endpoint == Endpoint.CREATE_BATCH) {
            return create(request.json());
        }
        if (endpoint == Endpoint.BATCHES) {
            return list(request.query());
        }
        ObjectNode job = jobs.get(request.id());
        if (job == null) {
            return Reply.json(404, JSON.objectNode().put("detail", "Not Found"));
        }
        switch (endpoint) {
            case DELETE_BATCH -> {
                jobs.remove(request.id());
                return Reply.json(
                        200,
                        JSON.objectNode()
                                .put("id", request.id())
                                .put("object", "batch")
                                .put("deleted", true));
            }
            case CANCEL_BATCH -> job.put("status", "CANCELLED").put("completed_at", Generation.CREATED + 1);
            default -> advance(job);
        }
        ObjectNode shown = job.deepCopy();
        if (!Boolean.parseBoolean(request.query().get("inline"))) {
            shown.putNull("outputs");
        }
        return Reply.json(200, shown);
    }

    private Reply create(JsonNode request) throws JsonProcessingException {
        String id = ids.uuid();
        List<ObjectNode> requests = requests(request);
        ObjectNode job = JSON.objectNode().put("id", id).put("object", "batch");
        job.set("input_files", request.has("input_files") ? request.get("input_files") : JSON.arrayNode());
        job.set("metadata", request.path("metadata").isObject() ? request.get("metadata") : JSON.nullNode());
        job.put("endpoint", request.path("endpoint").asText());
        job.put("model", request.path("model").textValue()).putNull("agent_id");
        job.putNull("output_file").putNull("error_file").putArray("errors");
        job.putNull("outputs").put("status", "QUEUED").put("created_at", Generation.CREATED);
        job.putNull("started_at").putNull("completed_at").put("total_requests", requests.size());
        job.put("completed_requests", 0).put("succeeded_requests", 0).put("failed_requests", 0);
        jobs.put(id, job);
        lines.put(id, requests);
        return Reply.json(200, job);
    }

    private List<ObjectNode> requests(JsonNode request) throws JsonProcessingException {
        List<ObjectNode> requests = new ArrayList<>();
        request.path("requests").forEach(line -> requests.add(line.deepCopy()));
        for (JsonNode file : request.path("input_files")) {
            byte[] content = files.content(file.asText()).orElse(new byte[0]);
            for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
                if (!line.isBlank()) {
                    requests.add((ObjectNode) ReceivedRequest.JSON.readTree(line));
                }
            }
        }
        return requests;
    }

    private void advance(ObjectNode job) {
        switch (job.path("status").asText()) {
            case "QUEUED" -> job.put("status", "RUNNING").put("started_at", Generation.CREATED);
            case "RUNNING" -> finish(job);
            default -> {
                // It does not change any more.
            }
        }
    }

    /** Puts the answers in another order than the requests, as the API may. */
    private void finish(ObjectNode job) {
        List<ObjectNode> good = new ArrayList<>();
        List<ObjectNode> bad = new ArrayList<>();
        List<ObjectNode> requests = lines.getOrDefault(job.path("id").asText(), List.of());
        for (int i = 0; i < requests.size(); i++) {
            ObjectNode line = line(job, requests.get(i), i);
            (line.at("/response/status_code").asInt() < 400 ? good : bad).add(line);
        }
        Collections.reverse(good);
        ArrayNode outputs = job.putArray("outputs");
        outputs.addAll(good).addAll(bad);
        boolean inline = job.path("input_files").isEmpty();
        job.put("output_file", inline || good.isEmpty() ? null : files.write("output.jsonl", text(good)));
        job.put("error_file", inline || bad.isEmpty() ? null : files.write("errors.jsonl", text(bad)));
        job.put("status", "SUCCESS").put("completed_at", Generation.CREATED + 25);
        job.put("completed_requests", requests.size());
        job.put("succeeded_requests", good.size()).put("failed_requests", bad.size());
    }

    private ObjectNode line(ObjectNode job, ObjectNode request, int index) {
        Endpoint endpoint = Endpoint.of("POST", job.path("endpoint").asText()).orElse(Endpoint.CHAT_COMPLETIONS);
        ObjectNode body = (ObjectNode) request.path("body");
        if (!body.has("model")) {
            body.set("model", job.get("model"));
        }
        Rendered answer = answers.apply(endpoint, body);
        ObjectNode line = JSON.objectNode().put("id", "batch-" + job.path("id").asText() + "-" + index);
        line.set("custom_id", request.get("custom_id"));
        line.putObject("response").put("status_code", answer.status()).set("body", answer.json());
        return line.putNull("error");
    }

    private static byte[] text(List<ObjectNode> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Reply list(Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("page_size", "100"));
        int page = Integer.parseInt(query.getOrDefault("page", "0"));
        ObjectNode body = JSON.objectNode();
        ArrayNode data = body.putArray("data");
        List<ObjectNode> found = jobs.values().stream()
                .filter(job -> Stream.of("status", "model")
                        .allMatch(name -> job.path(name)
                                .asText()
                                .equals(query.getOrDefault(name, job.path(name).asText()))))
                .toList();
        found.stream()
                .skip((long) page * size)
                .limit(size)
                .forEach(job -> data.add(job.deepCopy().putNull("outputs")));
        return Reply.json(200, body.put("object", "list").put("total", found.size()));
    }
}

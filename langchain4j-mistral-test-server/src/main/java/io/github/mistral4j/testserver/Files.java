package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that were uploaded, and those that batches wrote. */
final class Files {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, StoredFile> files = new LinkedHashMap<>();
    private final Ids ids;

    Files(Ids ids) {
        this.ids = ids;
    }

    private record StoredFile(String id, String name, String purpose, String source, byte[] content) {

        ObjectNode card() {
            return JSON.objectNode()
                    .put("id", id)
                    .put("object", "file")
                    .put("bytes", content.length)
                    .put("created_at", Generation.CREATED)
                    .put("filename", name)
                    .put("purpose", purpose)
                    .put(
                            "sample_type",
                            purpose.equals("ocr")
                                    ? "ocr_input"
                                    : source.equals("upload") ? "batch_request" : "batch_result")
                    .put("num_lines", 0)
                    .put("mimetype", name.endsWith(".jsonl") ? "application/jsonl" : "application/octet-stream")
                    .put("source", source)
                    .put("signature", "d41d8cd98f00b204e9800998ecf8427e")
                    .putNull("expires_at")
                    .put("visibility", "workspace");
        }
    }

    synchronized Reply handle(Endpoint endpoint, ReceivedRequest request, String baseUrl) {
        if (endpoint == Endpoint.UPLOAD_FILE) {
            return upload(request);
        }
        if (endpoint == Endpoint.FILES) {
            return list(request.query());
        }
        StoredFile file = files.get(request.id());
        if (file == null) {
            return Reply.json(404, JSON.objectNode().put("detail", "Not Found"));
        }
        return switch (endpoint) {
            case DELETE_FILE -> {
                files.remove(file.id);
                yield Reply.json(
                        200,
                        JSON.objectNode()
                                .put("id", file.id)
                                .put("object", "file")
                                .put("deleted", true));
            }
            case FILE_CONTENT -> Reply.bytes(200, "application/octet-stream", file.content);
            case FILE_URL ->
                Reply.json(
                        200,
                        JSON.objectNode()
                                .put("url", baseUrl + "/files/" + file.id + "/content?signature=" + ids.next()));
            default -> Reply.json(200, file.card().put("deleted", false));
        };
    }

    private Reply upload(ReceivedRequest request) {
        ReceivedRequest.Part part = request.parts().stream()
                .filter(one -> one.name().equals("file"))
                .findFirst()
                .orElseThrow();
        String purpose = request.part("purpose").stream().findFirst().orElse("fine-tune");
        String name = Optional.ofNullable(part.fileName()).orElse("file");
        return Reply.json(200, store(name, purpose, "upload", part.content()).card());
    }

    private StoredFile store(String name, String purpose, String source, byte[] content) {
        StoredFile file = new StoredFile(ids.uuid(), name, purpose, source, content);
        files.put(file.id, file);
        return file;
    }

    /** The id of a new file that the server itself wrote. */
    synchronized String write(String name, byte[] content) {
        return store(name, "batch", "mistral", content).id;
    }

    synchronized Optional<byte[]> content(String id) {
        return Optional.ofNullable(files.get(id)).map(StoredFile::content);
    }

    private Reply list(Map<String, String> query) {
        int size = Integer.parseInt(query.getOrDefault("page_size", "100"));
        int page = Integer.parseInt(query.getOrDefault("page", "0"));
        List<StoredFile> found = files.values().stream()
                .filter(file -> file.name.contains(query.getOrDefault("search", "")))
                .filter(file -> Stream.of("purpose", "source", "sample_type")
                        .allMatch(name -> file.card()
                                .path(name)
                                .asText()
                                .equals(query.getOrDefault(
                                        name, file.card().path(name).asText()))))
                .toList();
        ObjectNode body = JSON.objectNode();
        ArrayNode data = body.putArray("data");
        found.stream().skip((long) page * size).limit(size).forEach(file -> data.add(file.card()));
        return Reply.json(200, body.put("object", "list").put("total", found.size()));
    }
}

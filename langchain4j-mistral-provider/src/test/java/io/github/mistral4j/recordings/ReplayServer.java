package io.github.mistral4j.recordings;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recorded answers of the real API as mappings of WireMock, each with its body in a file below {@code target/recordings}, where
 * WireMock alone can replay them. There is one for each way of sending: as it was ({@code case}), in small pieces that cut
 * characters ({@code split}), with other line ends ({@code crlf}), with comments between the events ({@code noise}) and cut off
 * ({@code cut}).
 */
final class ReplayServer implements AutoCloseable {

    static final List<String> MODES = List.of("case", "split", "crlf", "noise", "cut");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final WireMockServer server;

    private ReplayServer(WireMockServer server) {
        this.server = server;
    }

    /** The folder with the recordings, which are not part of this repository; null where it is missing. */
    static @Nullable Path folder() {
        String given = System.getProperty("recordings", "");
        Path folder = given.isEmpty() ? Path.of("../../shared/recordings") : Path.of(given);
        return Files.isRegularFile(folder.resolve("cases.json"))
                ? folder.toAbsolutePath().normalize()
                : null;
    }

    static ReplayServer start(Path folder) throws IOException {
        Path target = Path.of("target", "recordings");
        Files.createDirectories(target.resolve("mappings"));
        for (JsonNode recorded :
                JSON.readTree(folder.resolve("cases.json").toFile()).get("cases")) {
            for (String mode : MODES) {
                write(recorded, mode, folder, target);
            }
        }
        WireMockServer server = new WireMockServer(options()
                .bindAddress("127.0.0.1")
                .dynamicPort()
                .gzipDisabled(true)
                .disableRequestJournal()
                .usingFilesUnderDirectory(target.toString()));
        server.start();
        return new ReplayServer(server);
    }

    private static void write(JsonNode recorded, String mode, Path folder, Path target) throws IOException {
        String id = recorded.get("id").asText();
        byte[] whole =
                Files.readAllBytes(folder.resolve(recorded.get("response_file").asText()));
        ObjectNode mapping = JSON.createObjectNode();
        mapping.putObject("request").put("urlPathPattern", "/" + mode + "/" + id + "/v1/.*");
        ObjectNode response = mapping.putObject("response")
                .put("status", recorded.get("status").asInt());
        ObjectNode headers = response.putObject("headers");
        headers.setAll((ObjectNode) recorded.get("response_headers"));
        headers.remove(List.of("content-encoding", "content-length", "transfer-encoding"));
        byte[] body = switch (mode) {
            case "crlf" -> new String(whole, UTF_8).replace("\n", "\r\n").getBytes(UTF_8);
            case "noise" -> noise(new String(whole, UTF_8)).getBytes(UTF_8);
            case "cut" -> Arrays.copyOf(whole, whole.length * 6 / 10);
            default -> whole;
        };
        if (mode.equals("cut")) {
            headers.put("content-length", Integer.toString(whole.length));
        }
        if (mode.equals("split")) {
            response.putObject("chunkedDribbleDelay")
                    .put("numberOfChunks", Math.min(60, whole.length))
                    .put("totalDuration", 60);
        }
        Path file = target.resolve("__files").resolve(mode).resolve(id);
        Files.createDirectories(file.getParent());
        Files.write(file, body);
        response.put("bodyFileName", mode + "/" + id);
        Files.writeString(target.resolve("mappings").resolve(mode + "-" + id + ".json"), mapping.toPrettyString());
    }

    private static String noise(String events) {
        return Stream.of(events.split("\n\n"))
                .filter(event -> !event.isBlank())
                .map(event -> ": keep-alive\n\n\n" + event + "\n\n")
                .collect(Collectors.joining("", ": connected\n\n", ""));
    }

    String baseUrl(String mode, String id) {
        return "http://127.0.0.1:" + server.port() + "/" + mode + "/" + id + "/v1";
    }

    @Override
    public void close() {
        server.stop();
    }
}

package io.github.mistral4j.recordings;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;

/** The recorded answers, and a server and a client to replay them. */
abstract class Recorded {

    static final ObjectMapper JSON = new ObjectMapper();

    final WireServer server = WireServer.start();
    final MistralClient client =
            MistralClient.builder().baseUrl(server.baseUrl()).apiKey("k").build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    interface Check {
        void of(String body) throws Exception;
    }

    static Path folder() {
        Path folder = ReplayServer.folder();
        assumeTrue(folder != null, "no recordings beside this repository");
        return folder;
    }

    List<DynamicTest> each(String names, Check check) throws IOException {
        Path folder = folder();
        try (Stream<Path> files =
                Stream.concat(Files.list(folder.resolve("responses")), Files.list(folder.resolve("endpoints")))) {
            return files.filter(file -> file.getFileName().toString().matches(names))
                    .sorted()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> check.of(Files.readString(file))))
                    .toList();
        }
    }

    void json(String body) {
        server.answers(Answers.json(200, body).build());
    }
}

package io.github.mistral4j.memory;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SmallHeapTest {

    @ParameterizedTest
    @EnumSource
    void sixty_four_endless_answers_in_a_heap_of_256_mb_are_typed_failures(HostileServer hostile) throws Exception {
        assertThat(endings(hostile, hostile.question()))
                .endsWith("answers: 0, typed failures: 64\n")
                .doesNotContain("ended with", "OutOfMemoryError");
    }

    @Test
    void sixty_four_honest_answers_of_128_vectors_have_room_in_a_heap_of_256_mb() throws Exception {
        String vector = "0.0123456789,".repeat(1_023) + "0.0123456789";
        String body = IntStream.range(0, 128)
                .mapToObj(index -> "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":[" + vector + "]}")
                .collect(joining(",", "{\"object\":\"list\",\"model\":\"m\",\"data\":[", "]}"));

        String endings = endings(
                connection -> {
                    connection.readRequest();
                    connection.sendAnswer(200, "application/json", body);
                },
                "embeddings");

        assertThat(endings)
                .endsWith("answers: 64, typed failures: 0\n")
                .doesNotContain("ended with", "OutOfMemoryError");
    }

    /** In a JVM of its own. */
    private static String endings(FaultScript script, String question) throws Exception {
        try (FaultServer server = FaultServer.start(script)) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ManyAnswers.class.getName(),
                            server.baseUrl(),
                            question)
                    .redirectErrorStream(true)
                    .start();
            try (InputStream output = process.getInputStream()) {
                return new String(output.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}

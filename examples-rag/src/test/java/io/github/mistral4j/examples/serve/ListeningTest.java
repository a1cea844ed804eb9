package io.github.mistral4j.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.examples.cli.RagCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Timeout(180)
final class ListeningTest {

    @TempDir
    static Path cache;

    @Test
    void on_all_addresses_the_page_answers_to_addresses_and_the_names_it_was_given_only() throws Exception {
        try (ServedSession served =
                ServedSession.open(Map.of("RAG_CACHE", cache.toString()), "0.0.0.0", "Rag.Example")) {
            assertThat(served.url()).startsWith("http://127.0.0.1:");
            for (String host : List.of("rag.example", "RAG.example:8080", "192.168.1.7", "[fe80::1]:80", "localhost")) {
                assertThat(served.raw("GET /api/session", host)).startsWith("HTTP/1.1 200");
            }
            for (String host : List.of("rebound.example", "1.2.3.4.example", "rag.example.evil", "")) {
                assertThat(served.raw("GET /api/session", host)).startsWith("HTTP/1.1 40");
            }
        }
    }

    @Test
    void a_port_that_is_taken_is_one_line_with_a_next_step() throws Exception {
        StringWriter err = new StringWriter();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLine commandLine = RagCommand.commandLine(Map.of("RAG_CACHE", cache.toString()))
                    .setOut(new PrintWriter(new StringWriter()))
                    .setErr(new PrintWriter(err, true));

            int exitCode = commandLine.execute("serve", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(exitCode).isEqualTo(2);
            assertThat(err.toString()
                            .strip()
                            .lines()
                            .reduce((first, second) -> second)
                            .orElse(""))
                    .isEqualTo("Cannot listen on 127.0.0.1, port " + taken.getLocalPort()
                            + ". Choose another with --port (0 for any) or --host.");
        }
    }

    @Test
    void only_addresses_of_this_machine_itself_are_loopback() {
        assertThat(WebServer.isLoopback("127.0.0.1")).isTrue();
        assertThat(WebServer.isLoopback("::1")).isTrue();
        assertThat(WebServer.isLoopback("0.0.0.0")).isFalse();
        assertThatThrownBy(() -> WebServer.isLoopback("no such host"))
                .isInstanceOf(WebServerException.class)
                .hasMessageContaining("Check --host");
    }
}

package io.github.mistral4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.app.RecordingServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands as a script sees them: what they print and what they end with. */
class CommandsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path cache;

    private record Result(int exitCode, String out, String err) {}

    @Test
    void ask_answers_with_sources_and_says_that_no_language_model_runs() {
        Result result = run("ask", "How", "do", "I", "reset", "the", "Base", "to", "factory", "settings?");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out())
                .contains("no language model is running")
                .contains("lookup → mistral-small-2603")
                .contains("12 seconds")
                .containsPattern("\\[1\\] product-manual\\.md:\\d+-\\d+  0\\.\\d\\d")
                .contains("first token")
                .contains("mistral-large-2512");
    }

    @Test
    void output_that_is_no_terminals_is_plain() {
        Result result = run("ask", "--explain", "How do I reset the Base?");

        assertThat(result.out() + result.err()).doesNotContain("\u001b").doesNotContain("\r");
        assertThat(result.out())
                .contains("Passages in the prompt")
                .contains("Routing table")
                .contains("> lookup");
    }

    @Test
    void colours_can_be_forced_and_marks_have_them() {
        assertThat(run(Map.of("RAG_COLOR", "always"), "ask", "How do I reset the Base?")
                        .out())
                .contains("\u001b[1;35m[1]\u001b[0m");
    }

    @Test
    void json_is_one_valid_line_with_everything() throws IOException {
        Result result = run("ask", "--json", "How do I reset the Base to factory settings?");

        assertThat(result.out().strip().lines()).hasSize(1);
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("found").asBoolean()).isTrue();
        assertThat(json.get("standIn").asBoolean()).isTrue();
        assertThat(json.at("/decision/task").asText()).isEqualTo("lookup");
        assertThat(json.at("/decision/score").isNumber()).isTrue();
        assertThat(json.at("/sources/0/file").asText()).isNotEmpty();
        assertThat(json.at("/sources/0/firstLine").isInt()).isTrue();
        assertThat(json.at("/tokens/input").asInt()).isPositive();
        assertThat(json.at("/dollars/billed").asBoolean()).isFalse();
    }

    @Test
    void not_in_these_documents_is_an_answer() throws IOException {
        Result result = run("ask", "--json", "Which wine goes with duck?");

        assertThat(result.exitCode()).isZero();
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("found").asBoolean()).isFalse();
        assertThat(json.get("answer").asText()).isEqualTo("Not in these documents.");
    }

    @Test
    void ones_own_folder_is_read_and_only_what_changed_is_read_again(@TempDir Path docs) throws IOException {
        Files.writeString(docs.resolve("note.txt"), "The key to the boat house hangs behind the blue door.");
        Files.writeString(docs.resolve("other.md"), "# Garden\n\nThe roses are cut in March.\n");
        assertThat(JSON.readTree(run("ingest", "--json", "--docs", docs.toString())
                                .out())
                        .get("read")
                        .asInt())
                .isEqualTo(2);

        Files.writeString(docs.resolve("other.md"), "# Garden\n\nThe roses are cut in April.\n");
        JsonNode again =
                JSON.readTree(run("ingest", "--json", "--docs", docs.toString()).out());
        assertThat(again.get("read").asInt()).isEqualTo(1);
        assertThat(again.get("unchanged").asInt()).isEqualTo(1);

        assertThat(run("ask", "--docs", docs.toString(), "Where is the key to the boat house?")
                        .out())
                .contains("behind the blue door. [1]")
                .contains("note.txt:1");
    }

    @Test
    void chat_remembers_what_was_said() {
        Result result = chat("How accurate is the air temperature of the Halla Leaf?\nAnd for humidity?\n/exit\n");

        assertThat(result.exitCode()).isZero();
        assertThat(result.out()).contains("Understood as: ").contains("±2%").contains("2 answers");
    }

    @Test
    void models_shows_tasks_and_prices_and_what_is_not_offered() throws IOException {
        assertThat(run("models").out())
                .containsPattern("codestral-2508 +0\\.30 / 0\\.90 +256,000 +code")
                .contains("Prices of 2026-08-21");
        try (RecordingServer server = new RecordingServer()) {
            server.hide("codestral-2508");
            JsonNode models = JSON.readTree(run(Map.of("MISTRAL_BASE_URL", server.baseUrl()), "models", "--json")
                    .out());
            assertThat(models).anySatisfy(model -> {
                assertThat(model.get("id").asText()).isEqualTo("codestral-2508");
                assertThat(model.get("offered").asBoolean()).isFalse();
            });
        }
    }

    @Test
    void doctor_is_content_with_the_stand_in() {
        Result result = run("doctor");

        assertThat(result.out()).contains("MISTRAL_API_KEY is not set").contains("Everything that is needed works.");
        assertThat(result.exitCode()).isZero();
    }

    @Test
    void doctor_says_what_is_wrong_and_what_to_do() {
        Result nobody = run(Map.of("MISTRAL_BASE_URL", "http://127.0.0.1:1/v1"), "doctor");
        assertThat(nobody.exitCode()).isEqualTo(7);
        assertThat(nobody.out()).contains("Nothing listens at 127.0.0.1:1.").contains("→ Start the server");

        Result quoted = run(Map.of("MISTRAL_API_KEY", "\"abc\"", "MISTRAL_BASE_URL", "nonsense"), "doctor");
        assertThat(quoted.out())
                .contains("holds quotes")
                .contains("not the address of a server")
                .doesNotContain("abc\"");
    }

    @Test
    void failures_are_one_line_with_a_next_step_and_their_exit_code() throws IOException {
        assertFailure(6, "--docs", run("ask", "--docs", cache.resolve("nowhere").toString(), "x"));
        assertFailure(6, "pgvector://user:password", run("ask", "--store", "redis://x", "x"));
        assertFailure(6, "There is no task poetry", run("ask", "--task", "poetry", "x"));
        assertFailure(6, "does not offer the model gpt-4", run("ask", "--model", "gpt-4", "How do I reset the Base?"));
        assertFailure(4, "MISTRAL_BASE_URL", run(Map.of("MISTRAL_BASE_URL", "http://127.0.0.1:1/v1"), "ask", "x"));
        assertThat(run("ask").exitCode()).isEqualTo(2);
        try (RecordingServer server = new RecordingServer()) {
            for (String model : List.of("mistral-small-2603", "mistral-large-2512", "ministral-14b-2512")) {
                server.overload(model);
            }
            assertFailure(
                    5,
                    "--requests-per-second 1",
                    run(
                            Map.of("MISTRAL_BASE_URL", server.baseUrl()),
                            "ask",
                            "How do I reset the Base to factory settings?"));
        }
    }

    @Test
    void help_lists_the_commands_and_exit_codes() {
        assertThat(run("--help").out())
                .contains("ask", "chat", "ingest", "models", "doctor")
                .contains("Exit codes")
                .contains("130");
    }

    private static void assertFailure(int exitCode, String part, Result result) {
        assertThat(result.err().lines().filter(line -> !line.startsWith("Reading") && !line.startsWith("!")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).contains(part));
        assertThat(result.exitCode()).isEqualTo(exitCode);
    }

    private static Result chat(String input) {
        InputStream former = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run("chat");
        } finally {
            System.setIn(former);
        }
    }

    private static Result run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private static Result run(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("RAG_CACHE", cache.toString());
        CommandLine commandLine = RagCommand.commandLine(environment);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int exitCode = commandLine.execute(arguments);
        return new Result(exitCode, out.toString(), err.toString());
    }
}

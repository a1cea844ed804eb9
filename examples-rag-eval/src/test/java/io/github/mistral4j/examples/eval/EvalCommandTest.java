package io.github.mistral4j.examples.eval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.cli.RagCommand;
import io.github.mistral4j.examples.standin.StandInServer;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command over the sample documents, with the stand-in: real vectors, real HTTP, no language model. */
class EvalCommandTest {

    @TempDir
    static Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return run(Map.of(), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("RAG_CACHE", folder.resolve("cache").toString());
        CommandLine program = RagCommand.commandLine(all);
        program.setOut(new PrintWriter(out));
        program.setErr(new PrintWriter(err));
        return program.execute(arguments);
    }

    /** A little under what was measured, so that it fails on a change for the worse and not on another processor's rounding. */
    @Test
    void routing_and_retrieval_stay_as_good_as_they_were() throws Exception {
        Path html = folder.resolve("report.html");
        int code = run(
                "eval",
                "--json",
                "--html=" + html,
                "--fail-under=routing=0.88,recall@5=0.87,recall@8=0.91,mrr=0.75,in-force=1,passages=0.95,marks=1,supported=1");

        assertThat(code).as(err.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/questions")).hasSize(71);
        assertThat(json.at("/failures")).isEmpty();
        assertThat(json.at("/facts/standIn").asBoolean()).isTrue();
        assertThat(json.at("/notMeasured")).isNotEmpty();
        assertThat(Jsoup.parse(html).select(".question")).hasSize(71);
    }

    @Test
    void a_number_that_is_too_low_ends_with_its_own_exit_code() {
        int code = run("eval", "--only=smalltalk-joke,leaf-battery-life", "--fail-under=mrr=0.0,refused=0.5");

        assertThat(code).isEqualTo(8);
        assertThat(err.toString()).contains("refused was not measured").doesNotContain("mrr is");
        assertThat(out.toString()).contains("2 questions", "Routing", "Retrieval", "of the stand-in", "Not measured");
        assertThat(out.toString().lines())
                .filteredOn(line ->
                        !line.contains("stand-in on this machine answers") && !line.contains("all-MiniLM-L6-v2"))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(80).doesNotContain("\u001b"));
    }

    @Test
    void own_questions_are_asked_about_own_documents() throws Exception {
        Path documents = Files.createDirectories(folder.resolve("own"));
        Files.writeString(documents.resolve("zoo.md"), "# Zoo\n\nThe oldest giraffe of the zoo is called Berta.\n");
        Path questions = folder.resolve("questions.yaml");
        Files.writeString(questions, """
                questions:
                  - id: giraffe
                    question: What is the oldest giraffe called?
                    task: lookup
                    answerable: true
                    sources: [{file: zoo.md, contains: called Berta}]
                    expect: [Berta]
                """);

        int code = run(
                "eval",
                "--docs=" + documents,
                "--questions=" + questions,
                "--fail-under=recall@1=1,expected=1",
                "--misses");

        assertThat(code).as(err.toString()).isZero();
        assertThat(out.toString()).contains("1 question about 1 document (1 passage)");
    }

    @Test
    void a_stand_in_behind_an_address_is_known_by_the_name_it_answers_with() {
        try (StandInServer server = StandInServer.start()) {
            Map<String, String> environment = Map.of("MISTRAL_BASE_URL", server.baseUrl(), "MISTRAL_API_KEY", "a-key");

            int code = run(environment, "eval", "--only=follow-up-humidity-accuracy,smalltalk-joke");

            assertThat(code).as(err.toString()).isZero();
            assertThat(out.toString())
                    .contains(
                            "Server: " + server.baseUrl(), "Routing  1 question", "Not measured", "1 of 1 routed right")
                    .doesNotContain("a-key");
        }
    }

    @Test
    void a_question_without_an_answer_is_named_and_the_others_are_still_measured() throws Exception {
        String table;
        try (InputStream file = getClass().getResourceAsStream("/routing.yaml")) {
            table = new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
        Path routing = Files.writeString(
                folder.resolve("routing.yaml"), table.replace("temperature: 0.7, max_tokens: 200", "temperature: 1.7"));

        int code = run("eval", "--routing=" + routing, "--only=smalltalk-joke,factory-reset");

        assertThat(code).as(err.toString()).isEqualTo(5);
        assertThat(out.toString()).contains("! smalltalk-joke got no answer: ", "Routing  1 question");
    }

    @Test
    void wrong_options_are_refused_before_anything_is_asked() throws Exception {
        assertThat(run("eval", "--fail-under=accuracy=1")).isEqualTo(2);
        assertThat(err.toString()).contains("There is no metric accuracy", "recall@K");

        assertThat(run("eval", "--only=no-such-id")).isEqualTo(6);
        assertThat(err.toString()).contains("There is no question no-such-id");

        Path broken = Files.writeString(folder.resolve("broken.yaml"), "questions: [{id: }");
        assertThat(run("eval", "--questions=" + broken)).isEqualTo(6);
        assertThat(err.toString()).contains("Cannot read the questions in");
    }
}

package io.github.mistral4j.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;

@DisabledIfEnvironmentVariable(
        named = "MISTRAL_API_KEY",
        matches = ".+",
        disabledReason = "a model answers differently")
class QuickstartTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/mistral4j/examples/quickstart");

    @Test
    void the_rag_service_cites_and_understands_a_follow_up() {
        assertThat(outputOf(RagWithCitations::main))
                .containsExactly(
                        "> How long is the warranty of the kettle?",
                        "The warranty of the Ulva kettle is 24 months. [1]",
                        "> And of the toaster?",
                        "The warranty of the Brann toaster is 36 months. [1]");
    }

    @Test
    void each_question_goes_to_the_model_of_its_task() {
        assertThat(outputOf(ModelByTask::main))
                .containsExactly(
                        "> Hello!",
                        "This is ministral-3b-latest.",
                        "> Write a function in Java that adds numbers",
                        "This is codestral-latest.",
                        "> Why did it fail?",
                        "This is mistral-medium-latest.");
    }

    @Test
    void the_source_comes_before_the_streamed_answer_and_the_tokens_after_it() {
        List<String> lines = outputOf(StreamingWithSources::main);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("Source (").endsWith("The lake Inari is 95 metres deep.");
        assertThat(lines.get(1)).contains("95 metres");
        assertThat(lines.get(2)).matches("\\d+ tokens");
    }

    @Test
    void a_tool_is_called_and_its_result_is_the_answer() {
        assertThat(outputOf(Tools::main)).containsExactly("  inStock(Ulva)", "The tool says: 12 pieces of Ulva");
    }

    @Test
    void an_answer_is_a_record() {
        assertThat(outputOf(StructuredOutput::main)).singleElement().asString().matches("Ulva: \\[.*leaks.*], HIGH");
    }

    @Test
    void a_scan_is_read_and_the_answer_names_its_page() {
        assertThat(outputOf(OcrIntoRag::main))
                .containsExactly(
                        "> When is the next inspection of unit 12 due?",
                        "Page 1: The next inspection of unit 12 is due on 3 September 2026. [1]");
    }

    @Test
    void what_is_flagged_does_not_reach_the_chat_model() {
        assertThat(outputOf(ModerationGuard::main))
                .containsExactly(
                        "> How do I descale the Ulva kettle?",
                        "This is mistral-small-latest.",
                        "> I will break your arms if you touch my kettle! (violence_and_threats)",
                        "  flagged: violence_and_threats",
                        "The chat model was not asked.");
    }

    @Test
    void none_is_longer_than_a_hundred_lines() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThanOrEqualTo(100);
            }
        }
    }

    /** Without the line that says that no model is running. */
    private static List<String> outputOf(Runnable program) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.startsWith("(No MISTRAL_API_KEY"))
                .toList();
    }
}

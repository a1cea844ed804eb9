package io.github.mistral4j.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process sees it. */
class MainTest {

    @TempDir
    static Path cache;

    @TempDir
    Path documents;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void an_answer_that_cannot_be_written_is_an_error_and_a_reader_that_has_enough_is_none() {
        assertThat(run(new Broken("No space left on device"), "routing")).isEqualTo(6);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("The output could not be written: No space left on device." + System.lineSeparator());
        assertThat(run(new Broken("Broken pipe"), "routing")).isZero();
        assertThat(run(new Broken("No space left on device"), "--help")).isEqualTo(6);
    }

    @Test
    void a_command_that_does_not_exist_is_answered_with_those_that_do_and_a_bare_question_with_how_to_ask() {
        assertThat(run(out, "aks", "hi")).isEqualTo(2);
        assertThat(run(out, "How long is the warranty?")).isEqualTo(2);

        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("There is no command aks, only ask, chat,"))
                .anyMatch(line -> line.equals("A question is asked with: rag ask \"How long is the warranty?\""));
    }

    @Test
    void nothing_of_a_document_or_of_its_name_steers_the_terminal_in_text_and_in_json() throws IOException {
        Files.writeString(
                documents.resolve("evil\u001b[2J\u202e.md"),
                "# Warranty \u001b]0;OWNED\u0007\n\nThe warranty of the lamp is \u001b[2J\u009b1mfive \u202eyears\u2066 from delivery.\n");

        for (String format : new String[] {"--explain", "--json"}) {
            assertThat(run(out, "ask", format, "--docs", documents.toString(), "What is the warranty of the lamp?"))
                    .isZero();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("five years from delivery");
        assertThat(out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8))
                .doesNotContainPattern("[\\p{Cc}&&[^\n]]")
                .doesNotContainPattern("[\u202a-\u202e\u2066-\u2069]");
    }

    @Test
    void what_is_not_read_is_said_beside_an_answer_and_again_after_a_refusal() throws IOException {
        Files.writeString(documents.resolve("lamp.md"), "# Lamp\n\nThe lamp burns for ten thousand hours.\n");
        Files.writeString(documents.resolve("empty.txt"), " \n");
        Files.writeString(documents.resolve("broken.pdf"), "no PDF");
        Files.createSymbolicLink(documents.resolve("dangling.md"), Path.of("missing.md"));
        Files.writeString(documents.resolve("people.csv"), "name,phone\n");

        for (int run = 0; run < 2; run++) {
            err.reset();
            assertThat(run(out, "ask", "--docs", documents.toString(), "How long does the lamp burn?"))
                    .isZero();
            assertThat(err.toString(StandardCharsets.UTF_8))
                    .as("also when all is in the index already")
                    .contains("Not read: 4 files", "empty.txt", "broken.pdf", "dangling.md", "people.csv");
        }
        out.reset();
        run(out, "ask", "--docs", documents.toString(), "Which wine goes with duck?");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains(
                        "Not in these documents.", "Nearest passages", "lamp.md:3", "nobody has looked", "people.csv");
    }

    @Test
    void a_cache_that_cannot_be_made_is_one_line_that_names_it() throws IOException {
        Path file = Files.writeString(documents.resolve("file"), "x");

        int exitCode = Main.run(new String[] {"ask", "x"}, Map.of("RAG_CACHE", file.toString()), out, err);

        assertThat(exitCode).isEqualTo(6);
        assertThat(err.toString(StandardCharsets.UTF_8).strip().lines())
                .singleElement()
                .asString()
                .contains(file.toString(), "RAG_CACHE");
    }

    @Test
    void an_address_or_a_number_that_is_none_is_one_line_that_names_it() {
        assertThat(run(out, "ask", "--base-url", "localhost:11434", "x")).isEqualTo(2);
        assertThat(run(out, "ask", "--timeout", "soon", "x")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("MISTRAL_BASE_URL is not the address of a server: localhost:11434"))
                .anyMatch(line -> line.startsWith("RAG_TIMEOUT is not a number"));
    }

    private int run(OutputStream to, String... arguments) {
        return Main.run(arguments, Map.of("RAG_CACHE", cache.toString()), to, err);
    }

    private static final class Broken extends OutputStream {

        private final String message;

        Broken(String message) {
            this.message = message;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(message);
        }
    }
}

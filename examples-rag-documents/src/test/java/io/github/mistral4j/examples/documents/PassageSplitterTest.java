package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassageSplitterTest {

    @TempDir
    Path folder;

    @Test
    void a_passage_knows_its_lines_its_headings_and_the_line_under_the_title() throws IOException {
        List<Passage> passages = split("manual.md", """
                # Manual

                Revision 3 of 2 May 2025

                ## Care

                ### Cleaning

                Wipe it with
                a damp cloth.
                """);

        assertThat(passages).hasSize(2);
        Passage cleaning = passages.get(1);
        assertThat(cleaning.place()).isEqualTo("manual.md:9-10");
        assertThat(cleaning.heading()).isEqualTo("Manual > Care > Cleaning");
        assertThat(cleaning.about()).isEqualTo("Revision 3 of 2 May 2025");
        assertThat(cleaning.text()).isEqualTo("Wipe it with\na damp cloth.");
        assertThat(cleaning.textToEmbed()).startsWith("Care: Cleaning\n");
    }

    @Test
    void a_passage_ends_where_the_next_heading_begins() throws IOException {
        assertThat(split("a.md", "# A\n\none\n\n# B\n\ntwo\n"))
                .extracting(Passage::text)
                .containsExactly("one", "two");
    }

    @Test
    void a_long_table_is_cut_between_rows_and_each_piece_has_the_head() throws IOException {
        String rows = IntStream.range(0, 40)
                .mapToObj(i -> "| part number " + i + " | " + i + " pieces in stock |")
                .collect(Collectors.joining("\n"));

        List<Passage> passages = split("stock.md", "# Stock\n\n| Part | Stock |\n|---|---|\n" + rows + "\n");

        assertThat(passages).hasSizeGreaterThan(1).allSatisfy(passage -> {
            assertThat(passage.text()).startsWith("| Part | Stock |\n|---|---|\n");
            assertThat(passage.text().lines()).allMatch(line -> line.startsWith("|") && line.endsWith("|"));
        });
        assertThat(passages.get(1).firstLine()).isEqualTo(passages.get(0).lastLine() + 1);
        assertThat(passages.stream().flatMap(passage -> passage.text().lines()).filter(line -> line.contains("number")))
                .hasSize(40);
    }

    @Test
    void code_is_not_torn_even_where_it_has_blank_lines_and_headings() throws IOException {
        String code = "```sh\n# not a heading\n\necho " + "x".repeat(900) + "\n```";

        assertThat(split("a.md", "# A\n\n" + "text ".repeat(100) + "\n\n" + code + "\n"))
                .extracting(Passage::text)
                .contains(code);
    }

    @Test
    void a_paragraph_without_line_breaks_is_cut_after_sentences() throws IOException {
        List<Passage> passages = split("a.txt", "This is a sentence of some length. ".repeat(60));

        assertThat(passages).hasSizeGreaterThan(2).allSatisfy(passage -> {
            assertThat(passage.text()).hasSizeLessThanOrEqualTo(701).endsWith(".");
            assertThat(passage.place()).isEqualTo("a.txt:1");
        });
    }

    @Test
    void empty_lines_of_a_quoted_mail_separate_paragraphs() throws IOException {
        String mail = "> " + "one ".repeat(100) + "\n>\n> " + "two ".repeat(100) + "\n";

        assertThat(split("mail.txt", mail)).hasSize(2);
    }

    @Test
    void html_keeps_the_lines_of_its_file() throws IOException {
        List<Passage> passages = split("prices.html", """
                <html><head><style>td { color: red }</style></head><body>
                <h1>Prices</h1>
                <p>Valid from <b>1 July</b>.</p>
                <h2>Devices</h2>
                <table>
                  <tr><th>Device</th><th>Price</th></tr>
                  <tr><td>Leaf | small</td><td>€89</td></tr>
                </table>
                </body></html>
                """);

        assertThat(passages).extracting(Passage::place).containsExactly("prices.html:3", "prices.html:6-7");
        assertThat(passages.get(0).text())
                .contains("Valid from")
                .contains("1 July")
                .doesNotContain("color");
        assertThat(passages.get(1).heading()).isEqualTo("Prices > Devices");
        assertThat(passages.get(1).text()).isEqualTo("| Device | Price |\n|---|---|\n| Leaf \\| small | €89 |");
    }

    private List<Passage> split(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return new PassageSplitter().split(new DocumentFile(name, file, Files.size(file)));
    }
}

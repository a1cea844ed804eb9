package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.segment.TextSegment;
import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlDocumentParserTest {

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><title>Lamp manual</title></head>
            <body class="with-sidebar">
            <header><a href="/">Home</a> <h1>The
              Lamp</h1> <ul><li><a href="/a">Products</a></li></ul></header>
            <main>
            <p>The lamp burns
            for ten thousand hours
            at a room temperature of
            twenty degrees.</p>
            <h2>Care &amp;
            cleaning</h2>
            <ul>
              <li>Switch it
                off first</li>
              <li><p>Wipe it dry</p></li>
            </ul>
            <table>
              <thead>
              <tr>
                <th>Part</th>
                <th>Price</th>
              </tr></thead>
              <tr>
                <td>Shade</td>
                <td>twelve
                  euros</td>
              </tr>
            </table>
            <pre>
            lamp --on
            lamp --off</pre>
            <dl><dt>Warranty</dt>
              <dd>Three years
               from delivery</dd></dl>
            <p># is not a heading<br>The last paragraph
            ends
            here.</p>
            </main>
            </body></html>
            """;

    @Test
    void the_lines_that_are_cited_hold_the_words_of_the_passage_to_its_last() {
        List<String> file = PAGE.lines().toList();
        List<Passage> passages = passages(PAGE);

        assertThat(passages).isNotEmpty().allSatisfy(passage -> {
            String cited = Jsoup.parse(String.join("\n", file.subList(passage.firstLine() - 1, passage.lastLine())))
                    .wholeText();
            assertThat(Arrays.asList(cited.split("\\s+"))).containsAll(words(passage.text()));
        });
        assertThat(passages.get(0).place()).isEqualTo("lamp.html:7-10");
        assertThat(passages.get(0).heading()).isEqualTo("The Lamp");
        assertThat(passages.get(0).text())
                .isEqualTo("The lamp burns\nfor ten thousand hours\nat a room temperature of\ntwenty degrees.");
        Passage last = passages.get(passages.size() - 1);
        assertThat(last.heading()).isEqualTo("The Lamp > Care & cleaning");
        assertThat(last.text()).endsWith("The last paragraph\nends\nhere.");
        assertThat(file.get(last.lastLine() - 1)).isEqualTo("here.</p>");
        assertThat(text(passages))
                .contains("- Switch it\noff first\n- Wipe it dry")
                .contains("| Part | Price |\n|---|---|\n| Shade | twelve euros |")
                .contains("```\nlamp --on\nlamp --off\n```")
                .contains("Warranty\nThree years\nfrom delivery")
                .doesNotContain("Home", "Products");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<nav><p>NOISE</p></nav>",
                "<div role='navigation'><p>NOISE</p></div>",
                "<header><a href='/'>NOISE</a> <a href='/x'>NOISE</a></header>",
                "<aside><p>NOISE of somebody</p></aside>",
                "<div class='page-sidebar left'><p>NOISE</p></div>",
                "<div id='sidebar'><h2>NOISE</h2><p>NOISE</p></div>",
                "<footer><p>NOISE 2026</p></footer>",
                "<div class='site-footer'><p>NOISE</p></div>",
                "<div role='contentinfo'><p>NOISE</p></div>",
                "<ol class='breadcrumb'><li><a href='/'>NOISE</a></li></ol>",
                "<div class='main-menu'><a href='/'>NOISE</a></div>",
                "<div><a href='/a'>NOISE</a> | <a href='/b'>NOISE</a> | <a href='/c'>NOISE</a></div>",
                "<ul><li><a href='/a'>NOISE</a></li><li><a href='/b'>NOISE</a></li><li><a href='/c'>NOISE</a></li></ul>",
                "<div class='cookie-banner'><p>NOISE: we use cookies.</p><button>NOISE</button></div>",
                "<div role='dialog'><p>NOISE</p></div>",
                "<dialog><p>NOISE</p></dialog>",
                "<form role='search'><label>NOISE</label></form>",
                "<a class='skip-link' href='#x'>NOISE</a>"
            })
    void navigation_is_no_passage(String navigation) {
        String page = "<html><body>" + navigation
                + "<h1>Cookies</h1><p>The lamp burns for ten thousand hours at a room temperature of twenty degrees.</p>"
                + "<aside class='note'><p>Wait until it is cold.</p></aside>"
                + "<div class='menu'><h2>Menu</h2><p>Soup, five euros, and a very good bread of our own.</p></div>"
                + "<section id='cookies'><h2>Our cookies</h2><p>They hold oats and honey.</p></section></body></html>";

        assertThat(text(passages(page)))
                .doesNotContain("NOISE")
                .contains("ten thousand hours", "until it is cold", "Soup", "oats and honey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "UTF-8", "UTF-16LE", "Shift_JIS"})
    void the_encoding_is_the_one_that_the_page_declares(String charset) {
        String words = charset.equals("Shift_JIS") ? "保証は二年間です" : "Le café coûte cinq euros";
        String page = (charset.startsWith("UTF-16") ? "\ufeff" : "") + "<html><head><meta charset='" + charset
                + "'></head><body><p>" + words + "</p></body></html>";

        Document document =
                new HtmlDocumentParser().parse(new ByteArrayInputStream(page.getBytes(Charset.forName(charset))));

        assertThat(document.text()).contains(words);
    }

    @Test
    void control_characters_written_as_entities_do_not_become_any() {
        assertThat(text(passages("<p>five&#27;[2J years&#x202e; of it</p>"))).isEqualTo("five years of it");
    }

    @Test
    void parser_and_splitter_work_as_parts_of_langchain4j() {
        Document document = new HtmlDocumentParser()
                .parse(new ByteArrayInputStream("<h1>A</h1>\n<p>one\ntwo</p>".getBytes(StandardCharsets.UTF_8)));

        List<TextSegment> segments = new PassageSplitter().splitAll(document);

        assertThat(segments).hasSize(1);
        assertThat(segments.get(0).metadata().getInteger("first_line")).isEqualTo(2);
        assertThat(segments.get(0).metadata().getInteger("last_line")).isEqualTo(3);
        assertThat(new PassageSplitter()
                        .split(Document.from("one\n\ntwo"))
                        .get(0)
                        .metadata()
                        .getInteger("last_line"))
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Last edited by Ann Lee on 4 May 2026 &middot; <a href='?e'>Edit this page</a> &middot; <a href='?h'>History</a></p>",
                "<p>Page ID 4471. Print | Share | Report a problem</p>",
                "<div>4 min read &middot; <a href='/e'>Edit on Git</a> &middot; Updated 14 September 2026</div>",
                "<div class='feedback'>Did this page help you? <button>Yes</button></div>"
            })
    void what_a_page_says_of_itself_is_no_passage(String remark) {
        assertThat(text(passages(
                        "<html><body><main><h1>Lamp</h1>" + remark + "<p>It is lit at dusk.</p></main></body></html>")))
                .contains("It is lit at dusk.")
                .doesNotContainIgnoringCase("edit", "page", "print", "read");
    }

    @Test
    void a_sentence_about_an_edit_is_text() {
        assertThat(text(passages("<html><body><p>Updated the lamp on 4 May.</p><p>Yes</p></body></html>")))
                .contains("Updated the lamp on 4 May.", "Yes");
    }

    private static List<Passage> passages(String page) {
        Document document =
                new HtmlDocumentParser().parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
        return new PassageSplitter().split("lamp.html", DocumentText.of(document));
    }

    private static String text(List<Passage> passages) {
        return passages.stream().map(Passage::text).collect(Collectors.joining("\n\n"));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+"))
                .filter(word -> word.matches(".*\\w.*"))
                .toList();
    }
}

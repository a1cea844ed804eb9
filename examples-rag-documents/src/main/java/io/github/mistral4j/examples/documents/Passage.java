package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.segment.TextSegment;
import java.util.regex.Pattern;

/**
 * A piece of a document, small enough to be embedded and large enough to be understood.
 *
 * @param file the name of the document
 * @param firstLine the first line of the file, in a PDF the page
 * @param paged whether the lines are pages
 * @param heading the headings above it, outermost first, joined by {@code " > "}; empty when there are none
 * @param about the line under the title, where many documents say their version and date; empty when there is none
 */
public record Passage(
        String file, int firstLine, int lastLine, boolean paged, String heading, String about, String text) {

    private static final Pattern RULER = Pattern.compile("(?m)^\\|[|:\\s-]+\\|$\\n?");
    private static final Pattern CELL = Pattern.compile(" *\\| *");
    private static final Pattern MARKUP = Pattern.compile("[*`#]");

    /** What LangChain4j's embedding stores hold. */
    public TextSegment toSegment() {
        return TextSegment.from(
                text,
                new Metadata()
                        .put("file", file)
                        .put("first_line", firstLine)
                        .put("last_line", lastLine)
                        .put("unit", paged ? "page" : "line")
                        .put("heading", heading)
                        .put("about", about));
    }

    public static Passage of(TextSegment segment) {
        Metadata metadata = segment.metadata();
        return new Passage(
                metadata.getString("file"),
                metadata.getInteger("first_line"),
                metadata.getInteger("last_line"),
                "page".equals(metadata.getString("unit")),
                metadata.getString("heading"),
                metadata.getString("about"),
                segment.text());
    }

    /**
     * The text without its markup, under the headings next to it: a row of a table or a sentence with "it" says little alone. The
     * title is left out where there are other headings, since it would make all passages of a document alike.
     */
    public String textToEmbed() {
        String plain = RULER.matcher(text).replaceAll("");
        plain = MARKUP.matcher(CELL.matcher(plain).replaceAll(" , ")).replaceAll("");
        return heading.isEmpty() ? plain : nearHeadings() + "\n" + plain;
    }

    private String nearHeadings() {
        String[] headings = heading.split(" > ");
        int last = headings.length - 1;
        return last < 2 ? headings[last] : headings[last - 1] + ": " + headings[last];
    }

    /** As in {@code data-sheet.md:12-30}, for a PDF {@code data-sheet.pdf p. 2}. */
    public String place() {
        String range = firstLine == lastLine ? "" + firstLine : firstLine + "-" + lastLine;
        return PlainText.line(file) + (paged ? " p. " : ":") + range;
    }
}

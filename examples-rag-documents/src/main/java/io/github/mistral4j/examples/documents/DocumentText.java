package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The readable text of a document. Headings, lists, tables and code are written as in Markdown, whatever the file was.
 *
 * @param paged whether {@link Line#number()} is a page
 * @param gap what of it could not be read; its file name is empty
 */
public record DocumentText(
        List<Line> lines, boolean paged, @Nullable LeftOut gap) {

    /** In the metadata of a {@link Document}: for each line of its text where it stands, as in {@code 1,2,5-7}. */
    static final String LINES = "lines";

    static final String UNIT = "unit";
    static final String PAGE = "page";
    private static final String GAP = "gap";

    public DocumentText {
        lines = lines.stream()
                .map(line -> new Line(line.number(), line.last(), PlainText.of(line.text())))
                .toList();
    }

    /** @throws BlankDocumentException when there is no text */
    Document toDocument() {
        if (lines.stream().allMatch(line -> PlainText.isEmpty(line.text()))) {
            throw new BlankDocumentException();
        }
        Metadata metadata = new Metadata().put(UNIT, paged ? PAGE : "line");
        metadata.put(
                LINES,
                lines.stream()
                        .map(line -> line.number() + (line.last() == line.number() ? "" : "-" + line.last()))
                        .collect(Collectors.joining(",")));
        if (gap != null) {
            metadata.put(GAP, gap.reason() + " " + gap.detail());
        }
        return Document.from(lines.stream().map(Line::text).collect(Collectors.joining("\n")), metadata);
    }

    /** Of any document; one that does not say where its lines stand is counted through. */
    static DocumentText of(Document document) {
        String places = document.metadata().getString(LINES);
        String[] numbers = places == null ? new String[0] : places.split(",");
        List<Line> lines = new ArrayList<>();
        for (String text : document.text().split("\n", -1)) {
            String[] range =
                    (lines.size() < numbers.length ? numbers[lines.size()] : "" + (lines.size() + 1)).split("-");
            lines.add(new Line(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]), text));
        }
        return new DocumentText(lines, PAGE.equals(document.metadata().getString(UNIT)), gap(document));
    }

    private static @Nullable LeftOut gap(Document document) {
        String gap = document.metadata().getString(GAP);
        if (gap == null) {
            return null;
        }
        String[] reasonAndDetail = gap.split(" ", 2);
        return new LeftOut("", LeftOut.Reason.valueOf(reasonAndDetail[0]), reasonAndDetail[1]);
    }
}

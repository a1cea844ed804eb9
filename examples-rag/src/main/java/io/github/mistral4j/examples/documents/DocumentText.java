package io.github.mistral4j.examples.documents;

import java.util.List;

/**
 * The readable text of a document. Headings, lists, tables and code are written as in Markdown, whatever the file was.
 *
 * @param paged whether {@link Line#number()} is a page
 */
public record DocumentText(List<Line> lines, boolean paged) {

    public DocumentText {
        lines = List.copyOf(lines);
    }
}

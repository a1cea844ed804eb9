package io.github.mistral4j.examples.documents;

/**
 * A line of text and where it stands: the line of the file, in a PDF the page.
 *
 * @param last the last line of the file, when it was written over several: a row of a table in HTML
 */
public record Line(int number, int last, String text) {

    Line(int number, String text) {
        this(number, number, text);
    }

    /** Also when it is an empty line of a quoted mail. */
    boolean isBlank() {
        return text.isBlank() || text.chars().allMatch(c -> c == '>' || c == ' ');
    }
}

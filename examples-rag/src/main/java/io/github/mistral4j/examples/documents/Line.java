package io.github.mistral4j.examples.documents;

/** A line of text and where it stands: the line of the file, in a PDF the page. */
public record Line(int number, String text) {

    /** Also when it is an empty line of a quoted mail. */
    boolean isBlank() {
        return text.isBlank() || text.chars().allMatch(c -> c == '>' || c == ' ');
    }
}

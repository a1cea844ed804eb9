package io.github.mistral4j.examples.documents;

/** A line of text and where it stands: the line of the file, in a PDF the page. */
public record Line(int number, String text) {

    boolean isBlank() {
        return text.isBlank();
    }
}

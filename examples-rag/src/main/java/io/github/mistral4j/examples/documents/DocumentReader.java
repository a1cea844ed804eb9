package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Reads one kind of file. */
interface DocumentReader {

    Map<String, DocumentReader> BY_EXTENSION = Map.of(
            "txt", new PlainTextReader(),
            "md", new PlainTextReader(),
            "markdown", new PlainTextReader(),
            "html", new HtmlReader(),
            "htm", new HtmlReader(),
            "pdf", new PdfReader());

    DocumentText read(Path file) throws IOException;

    static boolean canRead(Path file) {
        return BY_EXTENSION.containsKey(extension(file));
    }

    /** The text of a file whose name {@link #canRead} accepts. */
    static DocumentText textOf(DocumentFile file) {
        try {
            return BY_EXTENSION.get(extension(file.path())).read(file.path());
        } catch (IOException | RuntimeException e) {
            throw new DocumentException("Cannot read " + file.name() + ": " + e.getMessage(), e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

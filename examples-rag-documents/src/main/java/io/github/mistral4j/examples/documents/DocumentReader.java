package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Takes the parser that suits a file. */
final class DocumentReader {

    private static final Map<String, DocumentParser> BY_EXTENSION = Map.of(
            "txt", new PlainTextDocumentParser(),
            "md", new PlainTextDocumentParser(),
            "markdown", new PlainTextDocumentParser(),
            "html", new HtmlDocumentParser(),
            "htm", new HtmlDocumentParser(),
            "pdf", new PdfDocumentParser());

    private DocumentReader() {}

    static boolean canRead(Path file) {
        return BY_EXTENSION.containsKey(extension(file));
    }

    static DocumentText textOf(DocumentFile file) {
        return DocumentText.of(parse(file));
    }

    /** A file whose name {@link #canRead} accepts. */
    private static Document parse(DocumentFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            return BY_EXTENSION.get(extension(file.path())).parse(in);
        } catch (DocumentException e) {
            throw new DocumentException(e.reason(), "Cannot read " + file.name() + ": " + e.getMessage() + ".", e);
        } catch (BlankDocumentException e) {
            Reason reason = extension(file.path()).equals("pdf") ? Reason.NO_TEXT : Reason.EMPTY;
            throw new DocumentException(reason, "There is no text in " + file.name() + ".", e);
        } catch (IOException | RuntimeException | StackOverflowError e) {
            throw new DocumentException(Reason.DAMAGED, "Cannot read " + file.name() + ": " + e.getMessage(), e);
        }
    }

    private static String extension(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}

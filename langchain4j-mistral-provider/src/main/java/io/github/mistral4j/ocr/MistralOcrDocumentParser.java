package io.github.mistral4j.ocr;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import dev.langchain4j.data.document.Metadata;
import io.github.mistral4j.client.api.Ocr;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Parses scans, PDFs, images and office files by OCR, so that they can be split and embedded. What a file is, its first bytes tell.
 * What is text already, such as Markdown, HTML or CSV, in UTF-8 or with the byte order mark of UTF-16, comes as it is, and nothing is
 * sent; its document has no metadata.
 *
 * <pre>{@code
 * var parser = new MistralOcrDocumentParser(MistralOcrModel.builder().client(client).build());
 * List<Document> scans = FileSystemDocumentLoader.loadDocuments(folder, parser);
 * EmbeddingStoreIngestor.ingest(scans, store);
 * }</pre>
 */
public final class MistralOcrDocumentParser implements DocumentParser {

    /** Metadata: the number of a page, from 1. */
    public static final String PAGE = "page";

    /** Metadata: how many pages the document has. */
    public static final String PAGES = "pages";

    /** Metadata: the model that read it. */
    public static final String MODEL = "ocr_model";

    /** Metadata: what is said of the document, JSON text, where {@code documentAnnotationFormat} asks for it. */
    public static final String ANNOTATION = "document_annotation";

    private final MistralOcrModel model;

    /** The model is not closed with the parser. */
    public MistralOcrDocumentParser(MistralOcrModel model) {
        this.model = requireNonNull(model, "model");
    }

    /**
     * The whole file as one document, its pages apart by a blank line.
     *
     * @throws BlankDocumentException when there is nothing to read on it
     */
    @Override
    public Document parse(InputStream file) {
        byte[] bytes = bytes(file);
        String text = FileType.text(bytes);
        if (text != null) {
            return document(text, new Metadata());
        }
        Ocr read = model.read(bytes);
        String pages = read.pages().stream()
                .map(Ocr.Page::text)
                .filter(page -> !page.isBlank())
                .collect(Collectors.joining("\n\n"));
        return document(pages, metadata(read));
    }

    private static Document document(String text, Metadata metadata) {
        if (text.isBlank()) {
            throw new BlankDocumentException();
        }
        return Document.from(text, metadata);
    }

    /**
     * A document for each page that has something on it, with its number; one for what is text already.
     *
     * @throws BlankDocumentException when there is nothing to read on any
     */
    public List<Document> parsePages(InputStream file) {
        byte[] bytes = bytes(file);
        String text = FileType.text(bytes);
        if (text != null) {
            return List.of(document(text, new Metadata()));
        }
        Ocr read = model.read(bytes);
        List<Document> pages = new ArrayList<>();
        for (Ocr.Page page : read.pages()) {
            if (!page.text().isBlank()) {
                pages.add(Document.from(page.text(), metadata(read).put(PAGE, page.index() + 1)));
            }
        }
        if (pages.isEmpty()) {
            throw new BlankDocumentException();
        }
        return List.copyOf(pages);
    }

    private Metadata metadata(Ocr read) {
        Metadata metadata = new Metadata()
                .put(PAGES, read.pages().size())
                .put(MODEL, read.model() == null ? model.modelName() : read.model());
        return read.documentAnnotation() == null ? metadata : metadata.put(ANNOTATION, read.documentAnnotation());
    }

    private static byte[] bytes(InputStream file) {
        try {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;

/**
 * The text of a PDF; the metadata say of each line on which page it stands, which LangChain4j's own parser does not. A scan has no
 * text; Mistral's OCR endpoint would be the way for these.
 */
public final class PdfDocumentParser implements DocumentParser {

    private static final int TRAILER = 4096;
    private static final double GARBLED = 0.02;

    @Override
    public Document parse(InputStream in) {
        try {
            byte[] bytes = in.readAllBytes();
            try (PDDocument pdf = Loader.loadPDF(bytes)) {
                return text(pdf, bytes).toDocument();
            }
        } catch (InvalidPasswordException e) {
            throw new DocumentException(Reason.LOCKED, "it is locked with a password", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DocumentText text(PDDocument pdf, byte[] bytes) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setSortByPosition(true);
        stripper.setParagraphStart("\n");
        List<Line> lines = new ArrayList<>();
        List<Integer> silent = new ArrayList<>();
        for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            String text = stripper.getText(pdf);
            if (text.isBlank() && hasPictures(pdf, page)) {
                silent.add(page);
            }
            for (String line : text.lines().toList()) {
                lines.add(new Line(page, line.strip()));
            }
        }
        return new DocumentText(lines, true, gap(bytes, silent, lines));
    }

    private static boolean hasPictures(PDDocument pdf, int page) {
        var resources = pdf.getPage(page - 1).getResources();
        return resources != null && resources.getXObjectNames().iterator().hasNext();
    }

    private static @Nullable LeftOut gap(byte[] bytes, List<Integer> silent, List<Line> lines) {
        int from = Math.max(0, bytes.length - TRAILER);
        if (!new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1).contains("%%EOF")) {
            return new LeftOut("", Reason.ENDS_EARLY, "");
        }
        if (!silent.isEmpty()) {
            return new LeftOut(
                    "", Reason.PAGES, silent.stream().map(String::valueOf).collect(Collectors.joining(", ")));
        }
        long all = lines.stream().mapToLong(line -> line.text().length()).sum();
        long unreadable = lines.stream()
                .flatMapToInt(line -> line.text().codePoints())
                .filter(PdfDocumentParser::isUnreadable)
                .count();
        return unreadable > GARBLED * all ? new LeftOut("", Reason.GARBLED, "") : null;
    }

    /** A font without a map to Unicode gives these. */
    private static boolean isUnreadable(int c) {
        int type = Character.getType(c);
        return c == 0xfffd || type == Character.PRIVATE_USE || type == Character.CONTROL;
    }
}

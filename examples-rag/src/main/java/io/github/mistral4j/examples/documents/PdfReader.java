package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF, page by page. A scanned PDF has none; Mistral's OCR endpoint would be the way for these. */
final class PdfReader implements DocumentReader {

    @Override
    public DocumentText read(Path file) throws IOException {
        List<Line> lines = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(file.toFile())) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(true);
            stripper.setParagraphStart("\n");
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                for (String line : stripper.getText(pdf).lines().toList()) {
                    lines.add(new Line(page, line.strip()));
                }
            }
        }
        return new DocumentText(lines, true);
    }
}

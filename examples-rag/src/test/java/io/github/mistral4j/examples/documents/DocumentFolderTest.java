package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentFolderTest {

    @TempDir
    Path folder;

    @Test
    void lists_what_can_be_read_by_name_and_leaves_out_the_rest() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve("sub/b.TXT"), "b");
        Files.writeString(folder.resolve("a.md"), "a");
        Files.writeString(folder.resolve("photo.jpg"), "no text");
        Files.writeString(folder.resolve(".git/c.md"), "hidden");

        assertThat(new DocumentFolder(folder).files())
                .extracting(DocumentFile::name)
                .containsExactly("a.md", "sub/b.TXT");
    }

    @Test
    void a_folder_that_does_not_exist_is_named() {
        assertThatThrownBy(() -> new DocumentFolder(folder.resolve("nowhere")))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("--docs");
    }

    @Test
    void a_passage_of_a_pdf_knows_its_page() throws IOException {
        Path file = folder.resolve("two-pages.pdf");
        try (PDDocument pdf = new PDDocument()) {
            page(pdf, "The warranty lasts three years.");
            page(pdf, "Repairs cost forty euros.");
            pdf.save(file.toFile());
        }

        assertThat(new PassageSplitter().split(new DocumentFile("two-pages.pdf", file, 1)))
                .anySatisfy(passage -> {
                    assertThat(passage.text()).contains("Repairs cost forty euros.");
                    assertThat(passage.place()).startsWith("two-pages.pdf p. ").endsWith("2");
                });
    }

    @Test
    void a_file_that_is_no_pdf_is_named() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.pdf"), "this is not a PDF");

        assertThatThrownBy(() -> new PassageSplitter().split(new DocumentFile("broken.pdf", file, 1)))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("broken.pdf");
    }

    private static void page(PDDocument pdf, String text) throws IOException {
        PDPage page = new PDPage();
        pdf.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 700);
            content.showText(text);
            content.endText();
        }
    }
}

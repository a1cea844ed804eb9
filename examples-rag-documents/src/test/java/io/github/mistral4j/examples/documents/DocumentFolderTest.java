package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentFolderTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

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
    void what_is_left_out_is_named_with_its_reason_and_nothing_but_files_of_the_folder_is_opened() throws Exception {
        Files.writeString(folder.resolve("a.md"), "a");
        Files.writeString(folder.resolve("budget.docx"), "no text");
        Files.createSymbolicLink(folder.resolve("dangling.md"), Path.of("missing.md"));
        Files.createSymbolicLink(folder.resolve("loop.md"), Path.of("loop.md"));
        Files.createSymbolicLink(folder.resolve("outside.md"), Files.createTempFile(elsewhere, "secret", ".md"));
        Files.createSymbolicLink(folder.resolve("outside"), elsewhere);
        Files.createSymbolicLink(folder.resolve("again.md"), Path.of("a.md"));
        Files.createDirectory(folder.resolve("..data"));
        Files.writeString(folder.resolve("..data/mounted.md"), "as Kubernetes does it");
        Files.createSymbolicLink(folder.resolve("mounted.md"), Path.of("..data/mounted.md"));
        try (FileChannel large =
                FileChannel.open(folder.resolve("large.txt"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            large.write(ByteBuffer.wrap(new byte[1]), 65L << 20);
        }
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.txt").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket.md")));

            DocumentFolder.Listing listing = new DocumentFolder(folder).list();

            assertThat(listing.files()).extracting(DocumentFile::name).containsExactly("a.md", "mounted.md");
            assertThat(listing.leftOut())
                    .extracting(LeftOut::toString)
                    .containsExactlyInAnyOrder(
                            "budget.docx: type that is not read",
                            "dangling.md: link that leads nowhere",
                            "loop.md: link that leads nowhere",
                            "outside.md: link out of the folder",
                            "outside: link out of the folder",
                            "large.txt: larger than 64 MB",
                            "pipe.txt: pipe, socket or device",
                            "socket.md: pipe, socket or device");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "  \n", "\u00a0\n\u00a0", "\u200b\u2060", "\u0301", "...\n\n---\n", "| | |\n|---|---|\n| | |"
            })
    void a_document_with_nothing_to_read_is_empty_and_not_embedded(String text) throws IOException {
        Files.writeString(folder.resolve("a.md"), text);
        DocumentFile file = new DocumentFolder(folder).files().get(0);

        assertThatThrownBy(() -> new PassageSplitter().split(file))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));

        Files.writeString(folder.resolve("a.md"), "# A title\n\n" + text + "\n\n# Another\n\nA sentence.");
        assertThat(new PassageSplitter().split(file)).extracting(Passage::text).containsExactly("A sentence.");
    }

    @Test
    void names_that_are_no_valid_text_stay_apart_and_their_documents_can_be_opened() throws Exception {
        String make =
                "printf 'About walls.' > \"$(printf 'caf\\350.md')\"; printf 'About yards.' > \"$(printf 'caf\\351.md')\"";
        assertThat(new ProcessBuilder("sh", "-c", make)
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();

        List<DocumentFile> files = new DocumentFolder(folder).files();

        assertThat(files).extracting(DocumentFile::name).doesNotHaveDuplicates().hasSize(2);
        assertThat(files)
                .extracting(file -> OriginalDocument.in(folder, file.name())
                        .text()
                        .lines()
                        .get(0)
                        .text())
                .containsExactly("About walls.", "About yards.");
    }

    @Test
    void the_left_out_are_one_line_with_counts_and_without_control_characters() {
        List<LeftOut> all = List.of(
                new LeftOut("a.csv", Reason.TYPE, ""),
                new LeftOut("b.csv", Reason.TYPE, ""),
                new LeftOut("c.csv", Reason.TYPE, ""),
                new LeftOut("d.csv", Reason.TYPE, ""),
                new LeftOut("e\u001b[2J\nvil.pdf", Reason.NO_TEXT, ""),
                new LeftOut("f.pdf", Reason.PAGES, "2, 3"));

        assertThat(LeftOut.summary(all))
                .isEqualTo("Not read: 5 files (a.csv, b.csv, c.csv and 1 more – type that is not read;"
                        + " e vil.pdf – no text, perhaps a scan)."
                        + " Read with gaps: 1 file (f.pdf – pages without text, perhaps scans (2, 3)).");
        assertThat(LeftOut.summary(List.of())).isEmpty();
    }

    @Test
    void a_folder_that_is_a_link_is_read() throws IOException {
        Files.writeString(folder.resolve("a.md"), "a");
        Path link = Files.createSymbolicLink(elsewhere.resolve("docs"), folder);

        assertThat(new DocumentFolder(link).files()).hasSize(1);
    }

    @Test
    void a_pdf_that_was_cut_or_is_locked_or_has_scans_says_so() throws IOException {
        Path whole = folder.resolve("whole.pdf");
        Path locked = folder.resolve("locked.pdf");
        try (PDDocument pdf = new PDDocument()) {
            page(pdf, "The warranty lasts three years.");
            PDPage scan = new PDPage();
            pdf.addPage(scan);
            try (PDPageContentStream content = new PDPageContentStream(pdf, scan)) {
                content.drawImage(
                        LosslessFactory.createFromImage(pdf, new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB)),
                        0,
                        0);
            }
            pdf.save(whole.toFile());
            pdf.protect(new StandardProtectionPolicy("owner", "user", new AccessPermission()));
            pdf.save(locked.toFile());
        }
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.pdf"), Arrays.copyOf(bytes, bytes.length - 30));

        assertThat(gap(whole)).isEqualTo(new LeftOut("whole.pdf", Reason.PAGES, "2"));
        assertThat(gap(cut).reason()).isEqualTo(Reason.ENDS_EARLY);
        assertThatThrownBy(() -> gap(locked))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.LOCKED));
    }

    private static LeftOut gap(Path file) {
        return new PassageSplitter()
                .read(new DocumentFile(file.getFileName().toString(), file, 1))
                .gap();
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

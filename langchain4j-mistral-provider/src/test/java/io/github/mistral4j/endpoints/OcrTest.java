package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.data.document.BlankDocumentException;
import dev.langchain4j.data.document.Document;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.ocr.MistralOcrDocumentParser;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OcrTest {

    private static final byte[] PDF = "%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1);

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .maxRetries(0)
            .build();
    private final MistralOcrModel model =
            MistralOcrModel.builder().client(client).build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private JsonNode document(int request) {
        return mistral.requests(Endpoint.OCR).get(request).json().get("document");
    }

    private void answers(String... pages) {
        StringBuilder json = new StringBuilder("{\"model\":\"mistral-ocr-4-1\",\"pages\":[");
        for (int i = 0; i < pages.length; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"index\":" + i + ",\"markdown\":\"" + pages[i]
                            + "\",\"images\":[],\"dimensions\":null}");
        }
        mistral.enqueue(
                Endpoint.OCR, Reply.json(json + "],\"usage_info\":{\"pages_processed\":" + pages.length + "}}"));
    }

    @Test
    void what_is_at_a_url_is_a_document_or_an_image_by_its_ending() {
        model.read("https://example.org/a.pdf?x=1.png");
        model.read("https://example.org/A.PNG?size=2#top");
        model.read("data:image/png;base64,AAAA");

        assertThat(document(0).get("type").asText()).isEqualTo("document_url");
        assertThat(document(0).get("document_url").asText()).isEqualTo("https://example.org/a.pdf?x=1.png");
        assertThat(document(1).get("type").asText()).isEqualTo("image_url");
        assertThat(document(2).get("type").asText()).isEqualTo("image_url");
        mistral.verify();
    }

    @ParameterizedTest
    @CsvSource({
        "255044462D,application/pdf",
        "89504E470D0A1A0A,image/png",
        "FFD8FFE0,image/jpeg",
        "474946383961,image/gif",
        "524946460000000057454250,image/webp",
        "49492A00,image/tiff",
        "4D4D002A,image/tiff",
        "00000020667479706176696600,image/avif",
        "7B5C72746631,application/rtf"
    })
    void the_first_bytes_tell_what_a_file_is(String bytes, String mediaType) {
        model.read(java.util.HexFormat.of().parseHex(bytes));

        String url = document(0).elements().next().asText() + document(0).toString();
        assertThat(url).contains("data:" + mediaType + ";base64,");
        mistral.verify();
    }

    @Test
    void office_files_are_told_by_what_is_in_them() throws IOException {
        model.read(zip("[Content_Types].xml", "word/document.xml"));
        model.read(zip("[Content_Types].xml", "ppt/presentation.xml"));

        assertThat(document(0).get("document_url").asText()).contains("wordprocessingml.document;base64,");
        assertThat(document(1).get("document_url").asText()).contains("presentationml.presentation;base64,");
    }

    @ParameterizedTest
    @CsvSource({
        "mimetypeapplication/epub+zip,application/epub+zip",
        "mimetypeapplication/vnd.oasis.opendocument.text,application/vnd.oasis.opendocument.text",
        "xl/workbook.xml,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    })
    void the_first_entry_of_an_archive_that_tells_counts(String entry, String mediaType) {
        String other = "PK\u0003\u0004" + "\u0000".repeat(26);
        model.read((other + "[Content_Types].xml" + other + entry + other + "word/document.xml")
                .getBytes(StandardCharsets.ISO_8859_1));

        assertThat(document(0).get("document_url").asText()).startsWith("data:" + mediaType + ";base64,");
        mistral.verify();
    }

    @ParameterizedTest
    @CsvSource({"WordDocument,application/msword", "PowerPoint Document,application/vnd.ms-powerpoint"})
    void old_office_files_are_told_by_a_stream_in_them(String stream, String mediaType) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(java.util.HexFormat.of().parseHex("D0CF11E0A1B11AE1"));
        file.write(stream.getBytes(StandardCharsets.UTF_16LE));
        model.read(file.toByteArray());

        assertThat(document(0).get("document_url").asText()).startsWith("data:" + mediaType + ";base64,");
        assertThat(mistral.requests(Endpoint.OCR)
                        .get(0)
                        .json()
                        .get("image_limit")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void an_office_file_brings_no_images_unless_they_are_asked_for() throws IOException {
        byte[] docx = zip("[Content_Types].xml", "word/document.xml");
        model.read(docx);
        model.read("https://example.org/a.docx?x=1");
        model.read(PDF);
        MistralOcrModel.builder()
                .client(client)
                .includeImageBase64(true)
                .build()
                .read(docx);
        MistralOcrModel.builder().client(client).imageLimit(3).build().read(docx);
        model.readUploaded(UploadFile.of("a.pptx", docx));

        assertThat(mistral.requests(Endpoint.OCR))
                .extracting(request -> request.json().path("image_limit").asInt(-1))
                .containsExactly(0, 0, -1, -1, 3, 0);
        mistral.verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BMW sells cars", "PK is a pair of letters", "RIFFRAFF", "II is two"})
    void a_text_is_not_taken_for_something_else(String text) {
        assertThatThrownBy(() -> model.read(text.getBytes(StandardCharsets.US_ASCII)))
                .isExactlyInstanceOf(InvalidRequestException.class);
    }

    @Test
    void a_url_that_the_server_cannot_reach_is_refused_before_it_is_sent() {
        assertThatThrownBy(() -> model.read("file:///home/anna/a.pdf"))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining("anna");
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void a_pdf_may_have_something_before_it() {
        model.read(("\r\n--junk--\r\n%PDF-1.4\n").getBytes(StandardCharsets.US_ASCII));

        assertThat(document(0).get("document_url").asText()).startsWith("data:application/pdf;base64,");
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void a_file_of_no_known_type_is_refused_before_anything_is_sent() throws IOException {
        for (byte[] file : List.of("plain text".getBytes(StandardCharsets.UTF_8), new byte[0], zip("a.txt"))) {
            assertThatThrownBy(() -> model.read(file))
                    .isExactlyInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("PDF");
        }
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void the_settings_go_with_every_document() {
        MistralOcrModel set = MistralOcrModel.builder()
                .client(client)
                .modelName("mistral-ocr-2512")
                .pages("0-5,8")
                .tableFormat("html")
                .includeImageBase64(true)
                .imageLimit(3)
                .extractHeader(true)
                .build();
        set.read(PDF);

        JsonNode sent = mistral.requests(Endpoint.OCR).get(0).json();
        assertThat(sent.get("model").asText()).isEqualTo("mistral-ocr-2512");
        assertThat(sent.get("pages").asText()).isEqualTo("0-5,8");
        assertThat(sent.get("table_format").asText()).isEqualTo("html");
        assertThat(sent.get("include_image_base64").asBoolean()).isTrue();
        assertThat(sent.get("image_limit").asInt()).isEqualTo(3);
        assertThat(sent.get("extract_header").asBoolean()).isTrue();
        mistral.verify();
    }

    @Test
    void tables_are_put_back_in_their_place() {
        mistral.enqueue(Endpoint.OCR, Reply.json("""
                        {"model":"mistral-ocr-4-1","pages":[{"index":0,"markdown":"Prices\\n\\n[tbl-0.html](tbl-0.html)\\n\\nend",
                        "images":[{"id":"img-0.jpeg","top_left_x":1,"top_left_y":2,"bottom_right_x":3,"bottom_right_y":4,
                        "image_base64":null,"image_annotation":"{}"}],
                        "tables":[{"id":"tbl-0.html","content":"<table>$1</table>","format":"html"}],
                        "hyperlinks":["https://example.org"],"header":"h","footer":null,
                        "dimensions":{"dpi":200,"height":10,"width":20}}],
                        "document_annotation":"{\\"a\\":1}","usage_info":{"pages_processed":1,"doc_size_bytes":null}}"""));

        Ocr read = model.read(PDF);

        assertThat(read.pages().get(0).text()).isEqualTo("Prices\n\n<table>$1</table>\n\nend");
        assertThat(read.pages().get(0).images().get(0).bottomRightY()).isEqualTo(4);
        assertThat(read.pages().get(0).header()).isEqualTo("h");
        assertThat(read.pages().get(0).dimensions()).containsEntry("dpi", 200);
        assertThat(read.documentAnnotation()).isEqualTo("{\"a\":1}");
        assertThat(read.pagesProcessed()).isEqualTo(1);
    }

    private Ocr.Page page(String fields) {
        mistral.enqueue(Endpoint.OCR, Reply.json("{\"model\":\"m\",\"pages\":[{\"index\":0," + fields + "}]}"));
        return model.read(PDF).pages().get(0);
    }

    @Test
    void in_the_place_of_an_image_is_what_is_said_of_it_or_nothing() {
        Ocr.Page page = page("""
                "markdown":"a ![img-0.jpeg](img-0.jpeg) b ![img-1.jpeg](img-1.jpeg) c ![img-2.jpeg](img-2.jpeg) [x](y)",
                "images":[{"id":"img-0.jpeg","image_annotation":"{\\"what\\":\\"$1\\"}"},{"id":"img-1.jpeg"}]""");

        assertThat(page.text()).isEqualTo("a {\"what\":\"$1\"} b  c  [x](y)");
    }

    @Test
    void the_test_server_says_something_of_images_when_asked() {
        Ocr read = MistralOcrModel.builder()
                .client(client)
                .bboxAnnotationFormat("about", Map.of("type", "object", "properties", Map.of()))
                .includeImageBase64(true)
                .build()
                .read("https://example.org/a.pdf");

        assertThat(read.pages().get(0).images())
                .singleElement()
                .satisfies(image -> assertThat(image.imageBase64()).startsWith("data:image/gif"));
        assertThat(read.pages().get(0).text()).endsWith("{}").doesNotContain("img-0");
        mistral.verify();
    }

    @Test
    void a_table_without_a_place_is_not_lost() {
        Ocr.Page page = page("""
                "markdown":"a","images":[],"tables":[{"id":"tbl-0.md","content":"| x |","format":"markdown",
                "word_confidence_scores":[{"text":"x","confidence":0.9,"start_index":0}]}]""");

        assertThat(page.text()).isEqualTo("a\n\n| x |");
        assertThat(page.tables().get(0).wordConfidenceScores().get(0)).containsEntry("text", "x");
    }

    @Test
    void an_annotation_that_comes_as_an_object_is_its_text() {
        mistral.enqueue(
                Endpoint.OCR,
                Reply.json(
                        "{\"pages\":[],\"document_annotation\":{\"a\":[1]},\"usage_info\":{\"pages_processed\":1}}"));

        assertThat(model.read(PDF).documentAnnotation()).isEqualTo("{\"a\":[1]}");
    }

    private static byte[] large() {
        byte[] file = Arrays.copyOf(PDF, 10 * 1024 * 1024 + 1);
        return file;
    }

    @Test
    void a_large_file_is_uploaded_read_and_deleted() {
        model.read(large());

        String id = document(0).get("file_id").asText();
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("purpose"))
                .containsExactly("ocr");
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("expiry")).containsExactly("24");
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).parts())
                .anyMatch(part -> "document.pdf".equals(part.fileName()) && part.content().length == large().length);
        assertThat(mistral.requests(Endpoint.DELETE_FILE).get(0).path()).endsWith(id);
        mistral.verify();
    }

    @Test
    void an_uploaded_file_is_deleted_after_a_failure_too() {
        mistral.enqueue(Endpoint.OCR, Reply.error(500));

        assertThatThrownBy(() -> model.read(large()))
                .isInstanceOf(dev.langchain4j.exception.InternalServerException.class);

        assertThat(mistral.requests(Endpoint.DELETE_FILE)).hasSize(1);
    }

    @Test
    void an_uploaded_file_is_deleted_when_the_thread_is_interrupted_too() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        mistral.on(Endpoint.OCR, request -> {
            asked.countDown();
            over.await(20, TimeUnit.SECONDS);
            return Reply.error(400);
        });
        Thread reader = new Thread(() -> {
            try {
                model.read(large());
            } catch (RuntimeException e) {
                over.countDown();
            }
        });
        reader.start();
        asked.await(20, TimeUnit.SECONDS);
        reader.interrupt();
        reader.join(20_000);

        assertThat(mistral.requests(Endpoint.DELETE_FILE)).hasSize(1);
    }

    @Test
    void a_file_that_cannot_be_deleted_does_not_take_the_text_away() {
        mistral.enqueue(Endpoint.DELETE_FILE, Reply.error(500));

        assertThat(model.read(large()).pages()).isNotEmpty();
    }

    @Test
    void a_document_that_a_refusal_quotes_is_not_in_the_exception() {
        mistral.enqueue(Endpoint.OCR, Reply.bytes(422, "application/json", """
                        {"detail":[{"type":"value_error","loc":["body","document"],"msg":"Value error, not a document",
                        "input":"data:application/pdf;base64,SECRETCONTENT"}]}""".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> model.read(PDF)).satisfies(failure -> {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertThat(cause.toString()).doesNotContain("SECRETCONTENT");
            }
            assertThat(failure).hasMessageContaining("not a document");
        });
    }

    @Test
    void the_parser_gives_the_whole_file_or_its_pages() {
        MistralOcrDocumentParser parser = new MistralOcrDocumentParser(model);
        answers("one", "", "three");
        answers("one", "", "three");

        Document whole = parser.parse(new ByteArrayInputStream(PDF));
        List<Document> pages = parser.parsePages(new ByteArrayInputStream(PDF));

        assertThat(whole.text()).isEqualTo("one\n\nthree");
        assertThat(whole.metadata().getInteger(MistralOcrDocumentParser.PAGES)).isEqualTo(3);
        assertThat(pages).extracting(Document::text).containsExactly("one", "three");
        assertThat(pages)
                .extracting(page -> page.metadata().getInteger(MistralOcrDocumentParser.PAGE))
                .containsExactly(1, 3);
        assertThat(pages.get(0).metadata().getString(MistralOcrDocumentParser.MODEL))
                .isEqualTo("mistral-ocr-4-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Prices\n\n| a | b |\n",
                "grüße\r\n",
                "A PDF begins with %PDF-1.7",
                "GIF8 is a format",
                "\uFEFFmark"
            })
    void what_is_text_already_comes_as_it_is_and_nothing_is_sent(String text) {
        MistralOcrDocumentParser parser = new MistralOcrDocumentParser(model);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);

        assertThat(parser.parse(new ByteArrayInputStream(bytes)).text()).isEqualTo(text.replace("\uFEFF", ""));
        assertThat(parser.parsePages(new ByteArrayInputStream(bytes)))
                .singleElement()
                .satisfies(page -> assertThat(page.metadata().toMap()).isEmpty());
        assertThat(parser.parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_16)))
                        .text())
                .isEqualTo(text.replace("\uFEFF", ""));
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void a_text_in_an_unknown_encoding_is_refused_and_not_spoilt() {
        byte[] latin = "gr\u00FC\u00DFe".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> new MistralOcrDocumentParser(model).parse(new ByteArrayInputStream(latin)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("text in UTF-8");
    }

    @Test
    void what_is_said_of_a_document_is_in_the_metadata_of_the_parser() {
        MistralOcrModel annotating = MistralOcrModel.builder()
                .client(client)
                .documentAnnotationFormat("about", Map.of("type", "object"))
                .build();

        assertThat(new MistralOcrDocumentParser(annotating)
                        .parse(new ByteArrayInputStream("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                        .metadata()
                        .getString(MistralOcrDocumentParser.ANNOTATION))
                .isEqualTo("{}");
    }

    @Test
    void a_refusal_may_quote_any_part_of_the_document() {
        byte[] file = new byte[30_000];
        new Random(1).nextBytes(file);
        System.arraycopy("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 9);
        String quoted = Base64.getEncoder().encodeToString(file).substring(20_000, 20_060);
        mistral.enqueue(Endpoint.OCR, Reply.error(400, "invalid_request_error", null, "cannot read near " + quoted));

        assertThatThrownBy(() -> model.read(file))
                .hasMessageContaining("cannot read near")
                .hasMessageNotContaining(quoted.substring(20, 40));
    }

    @Test
    void a_blank_file_is_a_blank_document() {
        MistralOcrDocumentParser parser = new MistralOcrDocumentParser(model);
        answers("", " ");
        answers("");

        assertThatThrownBy(() -> parser.parse(new ByteArrayInputStream(PDF)))
                .isInstanceOf(BlankDocumentException.class);
        assertThatThrownBy(() -> parser.parsePages(new ByteArrayInputStream(PDF)))
                .isInstanceOf(BlankDocumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pages\":[\"a\"]}",
                "{\"pages\":[null]}",
                "{\"pages\":[{\"markdown\":[\"a\"],\"images\":[]}]}",
                "{\"pages\":[{\"markdown\":\"a\",\"images\":\"b\"}]}",
                "{\"pages\":[{\"markdown\":\"a\",\"tables\":[{\"id\":\"t\",\"content\":{}}]}]}"
            })
    void what_cannot_be_read_on_a_page_is_a_failure_and_not_left_out(String answer) {
        mistral.enqueue(Endpoint.OCR, Reply.json(answer));

        assertThatThrownBy(() -> model.read(PDF)).isInstanceOf(InternalServerException.class);
    }

    @Test
    void a_page_without_a_number_has_that_of_its_place() {
        mistral.enqueue(Endpoint.OCR, Reply.json("{\"pages\":[{\"markdown\":\"a\"},{\"markdown\":\"b\"}]}"));

        assertThat(model.read(PDF).pages()).extracting(Ocr.Page::index).containsExactly(0, 1);
    }
}

package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilesTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private String uploaded() {
        return client.uploadFile(UploadFile.of("a.jsonl", new byte[] {1, 2, 3}), "batch")
                .body()
                .id();
    }

    @Test
    void a_file_is_uploaded_listed_read_and_deleted(@TempDir Path folder) throws Exception {
        UploadFile onDisk = UploadFile.of(Files.write(folder.resolve("a b.jsonl"), new byte[] {4, 5}));
        // Where no locale is set, a file cannot have this name.
        UploadFile file = new UploadFile("ä b.jsonl", null, onDisk.length(), onDisk.source(), onDisk.repeatable());
        FileObject kept = client.uploadFile(file, "batch").body();

        assertThat(onDisk.name()).isEqualTo("a b.jsonl");

        assertThat(kept.filename()).isEqualTo("ä b.jsonl");
        assertThat(kept.bytes()).isEqualTo(2);
        assertThat(client.getFile(kept.id()).body().purpose()).isEqualTo("batch");
        assertThat(client.listFiles(0, 10).body().data())
                .extracting(FileObject::id)
                .contains(kept.id());
        assertThat(client.fileContent(kept.id(), InputStream::readAllBytes).body())
                .containsExactly(4, 5);
        client.deleteFile(kept.id());
        assertThatThrownBy(() -> client.getFile(kept.id())).isInstanceOf(MistralException.class);
        mistral.verify();
    }

    @Test
    void a_file_of_the_caller_that_cannot_be_read_is_no_fault_of_the_server() {
        MistralOcrModel ocr = MistralOcrModel.builder().client(client).build();
        UploadFile gone = new UploadFile(
                "a.pdf",
                null,
                3,
                () -> {
                    throw new NoSuchFileException("/home/anna/a.pdf");
                },
                true);

        for (UploadFile file : List.of(gone, UploadFile.of("a.pdf", 3, InputStream.nullInputStream()))) {
            assertThatThrownBy(() -> ocr.readUploaded(file))
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageNotContaining("anna");
        }
    }

    @Test
    void an_upload_is_not_repeated_since_it_may_have_been_kept() {
        mistral.enqueue(Endpoint.UPLOAD_FILE, Reply.error(500));

        assertThatThrownBy(this::uploaded).isInstanceOf(MistralException.class);
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE)).hasSize(1);
    }

    @Test
    void what_can_be_read_once_is_sent_once_and_with_its_length() {
        UploadFile once = UploadFile.of("a.bin", 1, new ByteArrayInputStream(new byte[] {7}));
        client.uploadFile(once, "ocr");

        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).parts())
                .anyMatch(part -> part.name().equals("file") && part.content().length == 1);
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).header("Content-Length"))
                .isNotNull();
    }

    @Test
    void an_upload_is_repeated_after_an_answer_that_says_that_nothing_was_done() {
        mistral.enqueue(Endpoint.UPLOAD_FILE, Reply.error(429));

        assertThat(uploaded()).isNotNull();
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE)).hasSize(2);
    }

    @Test
    void an_upload_may_expire_and_be_seen_by_its_user_alone() {
        client.uploadFile(UploadFile.of("a.pdf", new byte[1]), "ocr", 48, "user");

        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("expiry")).containsExactly("48");
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("visibility"))
                .containsExactly("user");
        mistral.verify();
    }

    @Test
    void what_was_not_deleted_is_a_failure() {
        for (Reply reply : List.of(
                Reply.json("{\"id\":\"f\",\"object\":\"file\",\"deleted\":false}"),
                Reply.json("{\"object\":\"error\",\"message\":\"it broke\"}"))) {
            mistral.enqueue(Endpoint.DELETE_FILE, reply);

            assertThatThrownBy(() -> client.deleteFile("f")).isInstanceOf(MistralException.class);
        }
        mistral.enqueue(Endpoint.DELETE_FILE, Reply.bytes(204, "text/plain", new byte[0]));
        client.deleteFile("f");
    }

    @Test
    void what_the_reader_of_a_file_meets_is_not_the_connections_fault() {
        String id = uploaded();

        assertThatThrownBy(() -> client.fileContent(id, content -> {
                    content.read();
                    throw new FileAlreadyExistsException("copy.pdf");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void a_signed_url_is_a_secret() {
        String id = uploaded();
        var answer = client.fileUrl(id, 24);

        assertThat(answer.body().url()).contains("signature=");
        assertThat(answer.toString()).doesNotContain("signature=");
    }

    @Test
    void lists_take_the_filters_of_the_api() {
        client.listFiles(0, 5, Map.of("purpose", "batch"));
        assertThat(mistral.requests(Endpoint.FILES).get(0).query()).containsEntry("purpose", "batch");
        String id = uploaded();
        assertThat(client.listFiles(0, 5, Map.of("search", "a.json")).body().data())
                .extracting(FileObject::id)
                .containsExactly(id);
        assertThat(client.listFiles(0, 5, Map.of("source", "mistral")).body().data())
                .isEmpty();
        client.listBatches(0, 5, Map.of("created_after", Instant.EPOCH));
        assertThat(mistral.requests(Endpoint.BATCHES).get(0).query())
                .containsEntry("created_after", "1970-01-01T00:00:00Z");
        try (WireServer server = WireServer.start();
                MistralClient wired = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .build()) {
            server.answers(Answers.json(200, "{\"data\":[]}").build());
            wired.listBatches(1, 2, Map.of("status", List.of("RUNNING", "QUEUED")));
            assertThat(server.next().getUrl())
                    .isEqualTo("/v1/batch/jobs?page=1&page_size=2&status=RUNNING&status=QUEUED");
        }
        assertThatThrownBy(() -> client.listBatches(0, 5, Map.of("metadata", Map.of("a", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadata");
    }

    @Test
    void a_page_that_cannot_be_is_refused_before_it_is_asked_for() {
        assertThatThrownBy(() -> client.listFiles(-1, 5)).hasMessageContaining("page must be 0 or more");
        assertThatThrownBy(() -> client.listBatches(0, 0)).hasMessageContaining("pageSize must be 1 or more");
        assertThat(mistral.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void an_id_that_would_lead_elsewhere_is_refused(String id) {
        for (ThrowingCallable call : List.<ThrowingCallable>of(
                () -> client.deleteFile(id), () -> client.getBatch(id, false), () -> client.getModel(id))) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id must be one that the server gave");
        }
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void what_a_refusal_quotes_of_a_file_is_not_in_the_exception() {
        mistral.enqueue(
                Endpoint.UPLOAD_FILE,
                Reply.error(
                        400, "invalid_request_error", null, "line 1 is wrong: {'content': 'what Wilhelmina owes'}"));
        byte[] lines = "{\"content\": \"what Wilhelmina owes\"}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> client.uploadFile(UploadFile.of("a.jsonl", lines), "batch"))
                .hasMessageContaining("line 1 is wrong")
                .hasMessageNotContaining("Wilhelmina");

        mistral.enqueue(
                Endpoint.UPLOAD_FILE,
                Reply.error(400, "invalid_request_error", null, "cannot take 'Wilhelmina's debts.pdf'"));
        assertThatThrownBy(() -> client.uploadFile(UploadFile.of("Wilhelmina's debts.pdf", new byte[2]), "ocr"))
                .hasMessageContaining("cannot take")
                .hasMessageNotContaining("Wilhelmina");
    }

    @Test
    void a_page_is_asked_for_by_number_and_size() {
        client.listFiles(3, 7);

        assertThat(mistral.requests(Endpoint.FILES).get(0).query())
                .containsEntry("page", "3")
                .containsEntry("page_size", "7");
    }
}

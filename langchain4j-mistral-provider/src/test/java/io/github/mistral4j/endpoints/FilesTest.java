package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        Path file = Files.write(folder.resolve("ä b.jsonl"), new byte[] {4, 5});
        FileObject kept = client.uploadFile(UploadFile.of(file), "batch").body();

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
    void an_upload_may_expire() {
        client.uploadFile(UploadFile.of("a.pdf", new byte[1]), "ocr", 48);

        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("expiry")).containsExactly("48");
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
    void a_page_is_asked_for_by_number_and_size() {
        client.listFiles(3, 7);

        assertThat(mistral.requests(Endpoint.FILES).get(0).query())
                .containsEntry("page", "3")
                .containsEntry("page_size", "7");
    }
}

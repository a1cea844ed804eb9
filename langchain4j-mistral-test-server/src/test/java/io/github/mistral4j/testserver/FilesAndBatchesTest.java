package io.github.mistral4j.testserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FilesAndBatchesTest {

    private static final String REQUESTS = """
            {"endpoint":"/v1/chat/completions","model":"mistral-small-latest","requests":[
            {"custom_id":"a","body":{"messages":[{"role":"user","content":"one"}]}},
            {"custom_id":"b","body":{"messages":[{"role":"user","content":"two"}]}},
            {"custom_id":"c","body":{"messages":[]}}]}""";

    private final MistralTestServer server = MistralTestServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private String upload(String content) throws Exception {
        HttpResponse<String> answer = caller.postForm("/files", "purpose", "batch", "file", content);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Caller.tree(answer.body()).path("id").asText();
    }

    @Test
    void a_file_is_kept_until_it_is_deleted() throws Exception {
        String id = upload("some bytes");
        JsonNode card = caller.json("/files/" + id, "");
        assertThat(card.path("bytes").asInt()).isEqualTo(10);
        assertThat(card.path("filename").asText()).isEqualTo("a.bin");
        assertThat(caller.json("/files?purpose=batch", "").path("total").asInt())
                .isEqualTo(1);
        assertThat(caller.json("/files?purpose=ocr", "").path("total").asInt()).isZero();
        assertThat(caller.get("/files/" + id + "/content").body()).isEqualTo("some bytes");
        assertThat(caller.send("DELETE", "/files/" + id, "application/json", "", server.apiKey())
                        .body())
                .isEqualTo("{\"id\":\"" + id + "\",\"object\":\"file\",\"deleted\":true}");
        assertThat(caller.get("/files/" + id).statusCode()).isEqualTo(404);
        server.verify();
    }

    @Test
    void the_url_of_a_file_works_without_a_key() throws Exception {
        String id = upload("some bytes");
        String url = caller.json("/files/" + id + "/url", "").path("url").asText();
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("some bytes");
    }

    @Test
    void a_batch_waits_runs_and_is_done_in_another_order_than_asked() throws Exception {
        server.onChat(conversation -> Reply.text("said: " + conversation.question()));
        JsonNode job = caller.json("/batch/jobs", REQUESTS);
        assertThat(job.path("status").asText()).isEqualTo("QUEUED");
        String path = "/batch/jobs/" + job.path("id").asText() + "?inline=true";
        assertThat(caller.json(path, "").path("status").asText()).isEqualTo("RUNNING");
        JsonNode done = caller.json(path, "");
        assertThat(done.path("status").asText()).isEqualTo("SUCCESS");
        assertThat(done.path("succeeded_requests").asInt()).isEqualTo(2);
        assertThat(done.path("failed_requests").asInt()).isEqualTo(1);
        assertThat(done.path("outputs").findValuesAsText("custom_id")).containsExactly("b", "a", "c");
        assertThat(done.at("/outputs/0/response/body/choices/0/message/content").asText())
                .isEqualTo("said: two");
        assertThat(done.at("/outputs/2/response/status_code").asInt()).isEqualTo(422);
        assertThat(caller.json("/batch/jobs", "").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void a_batch_of_a_file_writes_a_file_of_answers_and_one_of_errors() throws Exception {
        String file = upload("{\"custom_id\":\"0\",\"body\":{\"model\":\"mistral-embed\",\"input\":\"a\"}}\n"
                + "{\"custom_id\":\"1\",\"body\":{\"model\":\"mistral-embed\",\"inputs\":\"a\"}}\n");
        String id = caller.json("/batch/jobs", "{\"endpoint\":\"/v1/embeddings\",\"input_files\":[\"" + file + "\"]}")
                .path("id")
                .asText();
        caller.json("/batch/jobs/" + id, "");
        JsonNode done = caller.json("/batch/jobs/" + id, "");
        assertThat(done.path("outputs").isNull()).as("not asked for inline").isTrue();
        JsonNode line =
                Caller.tree(caller.get("/files/" + done.path("output_file").asText() + "/content")
                        .body());
        assertThat(line.at("/response/body/data/0/embedding")).hasSize(1024);
        assertThat(caller.get("/files/" + done.path("error_file").asText() + "/content")
                        .body())
                .startsWith("{\"id\":\"batch-")
                .contains("\"custom_id\":\"1\"", "\"status_code\":422");
    }

    @Test
    void a_batch_that_is_cancelled_stays_so() throws Exception {
        String id = caller.json("/batch/jobs", REQUESTS).path("id").asText();
        assertThat(caller.json("/batch/jobs/" + id + "/cancel", "{}")
                        .path("status")
                        .asText())
                .isEqualTo("CANCELLED");
        assertThat(caller.json("/batch/jobs/" + id, "").path("status").asText()).isEqualTo("CANCELLED");
    }
}

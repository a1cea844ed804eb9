package io.github.mistral4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.batch.BatchItemResult;
import dev.langchain4j.model.batch.BatchPagination;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.batch.BatchState;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .build();
    private final List<Duration> pauses = new ArrayList<>();
    private final MistralBatchChatModel model = MistralBatchChatModel.builder()
            .client(client)
            .modelName("mistral-small-latest")
            .temperature(0.5)
            .pauses(pauses::add)
            .build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private static BatchRequest<ChatRequest> questions(String... texts) {
        List<ChatRequest> requests = new ArrayList<>();
        for (String text : texts) {
            requests.add(ChatRequest.builder().messages(UserMessage.from(text)).build());
        }
        return new BatchRequest<>(requests);
    }

    private JsonNode job() {
        return mistral.requests(Endpoint.CREATE_BATCH).get(0).json();
    }

    private BatchResponse<ChatResponse> ended(BatchRequest<ChatRequest> request) throws InterruptedException {
        return model.await(model.submit(request).batchId(), progress -> {});
    }

    @Test
    void requests_go_with_the_job_as_chat_would_send_them() {
        BatchResponse<ChatResponse> started = model.submit(questions("one", "two"));

        assertThat(started.state()).isEqualTo(BatchState.PENDING);
        assertThat(started.results()).isEmpty();
        assertThat(job().get("endpoint").asText()).isEqualTo("/v1/chat/completions");
        assertThat(job().get("model").asText()).isEqualTo("mistral-small-latest");
        assertThat(job().get("requests")).hasSize(2);
        assertThat(job().at("/requests/1/custom_id").asText()).isEqualTo("1");
        assertThat(job().at("/requests/1/body/messages/0/content").asText()).isEqualTo("two");
        assertThat(job().at("/requests/1/body/temperature").asDouble()).isEqualTo(0.5);
        assertThat(job().at("/requests/1/body").has("stream")).isFalse();
        mistral.verify();
    }

    @Test
    void answers_come_in_the_order_of_the_requests() throws Exception {
        mistral.onChat(conversation -> Reply.text("re: " + conversation.question()));

        BatchResponse<ChatResponse> done = ended(questions("one", "two", "three"));

        assertThat(done.state()).isEqualTo(BatchState.SUCCEEDED);
        assertThat(done.responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly("re: one", "re: two", "re: three");
        assertThat(done.responses().get(0).finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(done.responses().get(0).tokenUsage().totalTokenCount()).isPositive();
    }

    @Test
    void more_than_ten_thousand_requests_go_as_a_file() throws Exception {
        String[] many = IntStream.rangeClosed(0, 10_000).mapToObj(i -> "q" + i).toArray(String[]::new);
        mistral.onChat(conversation -> Reply.text(conversation.question()));

        BatchResponse<ChatResponse> done = ended(questions(many));

        assertThat(job().has("requests")).isFalse();
        assertThat(job().get("input_files")).hasSize(1);
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("purpose"))
                .containsExactly("batch");
        assertThat(done.responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly(many);
        mistral.verify();
    }

    @Test
    void one_that_failed_is_a_failure_of_its_own() throws Exception {
        mistral.onChat(conversation -> conversation.question().equals("bad")
                ? Reply.error(400, "invalid_request_error", "3051", "too long")
                : Reply.text("good"));

        BatchResponse<ChatResponse> done = ended(questions("a", "bad", "c"));

        assertThat(done.results()).extracting(BatchItemResult::isSuccess).containsExactly(true, false, true);
        assertThat(done.errors().get(0).code()).isEqualTo(400);
        assertThat(done.errors().get(0).message()).contains("too long");
    }

    private void given(String job) {
        mistral.on(Endpoint.BATCH, request -> Reply.json(job));
    }

    @Test
    void one_that_the_server_left_out_is_a_failure_with_what_the_job_says() {
        given("""
                        {"id":"j","status":"TIMEOUT_EXCEEDED","errors":[{"message":"out of time","count":1}],
                        "outputs":[{"custom_id":"1","response":{"status_code":200,"body":{"id":"x","model":"m","choices":[
                        {"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"b"}}]}},"error":null}],
                        "total_requests":3,"completed_requests":1,"succeeded_requests":1,"failed_requests":0}""");

        BatchResponse<ChatResponse> done = model.retrieve("j");

        assertThat(done.state()).isEqualTo(BatchState.EXPIRED);
        assertThat(done.results()).extracting(BatchItemResult::isSuccess).containsExactly(false, true, false);
        assertThat(done.errors().get(1).message()).contains("request 2", "out of time");
    }

    @Test
    void an_answer_that_is_none_is_a_failure_and_the_others_stay() {
        given("""
                        {"id":"j","status":"SUCCESS","errors":[],"outputs":[
                        {"custom_id":"0","response":{"status_code":200,"body":{"choices":"?"}},"error":null},
                        {"custom_id":"1","response":null,"error":{"message":"it broke"}},
                        {"custom_id":"2","response":{"status_code":200,"body":{"id":"x","model":"m","choices":[
                        {"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"c"}}]}},"error":null}],
                        "total_requests":3,"completed_requests":3,"succeeded_requests":1,"failed_requests":2}""");

        BatchResponse<ChatResponse> done = model.retrieve("j");

        assertThat(done.results()).extracting(BatchItemResult::isSuccess).containsExactly(false, false, true);
        assertThat(done.errors().get(1).message()).isEqualTo("it broke");
    }

    @Test
    void a_job_is_never_started_twice() {
        mistral.enqueue(Endpoint.CREATE_BATCH, Reply.error(503), Reply.error(503));

        assertThatThrownBy(() -> model.submit(questions("a"))).isInstanceOf(InternalServerException.class);
        assertThat(mistral.requests(Endpoint.CREATE_BATCH)).hasSize(1);
    }

    @Test
    void a_request_that_cannot_be_sent_is_named_before_anything_is_sent() {
        List<ChatRequest> requests = new ArrayList<>(questions("a", "b").requests());
        requests.add(ChatRequest.builder()
                .messages(UserMessage.from("c"))
                .toolSpecifications(
                        ToolSpecification.builder().name("same").build(),
                        ToolSpecification.builder().name("same").build())
                .build());

        assertThatThrownBy(() -> model.submit(new BatchRequest<>(requests)))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("request 2");
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void listeners_are_refused_since_nobody_would_tell_them() {
        assertThatThrownBy(() -> MistralBatchChatModel.builder().listeners(new ChatModelListener() {}))
                .isInstanceOf(UnsupportedFeatureException.class);
    }

    @Test
    void one_model_serves_a_job() {
        List<ChatRequest> requests = new ArrayList<>(questions("a").requests());
        requests.add(ChatRequest.builder()
                .messages(UserMessage.from("b"))
                .modelName("mistral-large-latest")
                .build());

        assertThatThrownBy(() -> model.submit(new BatchRequest<>(requests)))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("request 1");
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void what_goes_wrong_while_results_are_read_is_an_exception_of_langchain4j() {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"output_file\":\"00000000-0000-0000-0000-000000000000\"}");

        assertThatThrownBy(() -> model.await("j", progress -> {})).isInstanceOf(LangChain4jException.class);
        assertThatThrownBy(() -> model.retrieve("j")).isInstanceOf(LangChain4jException.class);
    }

    @Test
    void waiting_tells_how_far_a_job_is_and_looks_less_and_less_often() throws Exception {
        String running =
                "{\"id\":\"j\",\"status\":\"RUNNING\",\"total_requests\":4,\"completed_requests\":%d,\"failed_requests\":1}";
        for (int i = 0; i < 12; i++) {
            mistral.enqueue(Endpoint.BATCH, Reply.json(running.formatted(i / 4)));
        }
        String cancelled = "{\"id\":\"j\",\"status\":\"CANCELLED\",\"total_requests\":4}";
        mistral.enqueue(Endpoint.BATCH, Reply.json(cancelled), Reply.json(cancelled));
        List<MistralBatchProgress> seen = new ArrayList<>();

        BatchResponse<ChatResponse> done = model.await("j", seen::add);

        assertThat(done.state()).isEqualTo(BatchState.CANCELLED);
        assertThat(seen).hasSize(13);
        assertThat(seen.get(11)).isEqualTo(new MistralBatchProgress(BatchState.RUNNING, 2, 1, 4));
        assertThat(pauses)
                .startsWith(Duration.ofSeconds(2), Duration.ofSeconds(3))
                .endsWith(Duration.ofSeconds(60))
                .isSorted();
    }

    @Test
    void jobs_are_listed_by_page_and_can_be_cancelled() {
        String id = model.submit(questions("a")).batchId();
        model.submit(questions("b"));
        model.submit(questions("c"));

        var first = model.list(new BatchPagination(2, null));
        var second = model.list(new BatchPagination(2, first.nextPageToken()));
        model.cancel(id);

        assertThat(first.batches()).hasSize(2);
        assertThat(second.batches()).hasSize(1);
        assertThat(second.nextPageToken()).isNull();
        assertThat(model.retrieve(id).state()).isEqualTo(BatchState.CANCELLED);
        mistral.verify();
    }

    @Test
    void segments_are_embedded_in_a_job() throws Exception {
        MistralBatchEmbeddingModel embeddings = MistralBatchEmbeddingModel.builder()
                .client(client)
                .pauses(pauses::add)
                .timeoutHours(48)
                .build();
        BatchRequest<TextSegment> request =
                new BatchRequest<>(List.of(TextSegment.from("one"), TextSegment.from("two")));

        BatchResponse<Response<Embedding>> done =
                embeddings.await(embeddings.submit(request).batchId(), progress -> {});

        assertThat(job().get("endpoint").asText()).isEqualTo("/v1/embeddings");
        assertThat(job().get("timeout_hours").asInt()).isEqualTo(48);
        assertThat(done.responses())
                .extracting(response -> response.content().dimension())
                .containsExactly(1024, 1024);
        assertThatThrownBy(() -> embeddings.submit(
                        new BatchRequest<>(List.of(TextSegment.from("one"), TextSegment.from("\u2003 ")))))
                .hasMessageContaining("segment 1");
        mistral.verify();
    }
}

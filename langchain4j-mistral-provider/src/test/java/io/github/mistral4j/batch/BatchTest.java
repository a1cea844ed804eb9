package io.github.mistral4j.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.batch.BatchError;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(mistral.requests(Endpoint.UPLOAD_FILE).get(0).part("expiry")).containsExactly("48");
        assertThat(mistral.requests(Endpoint.DELETE_FILE))
                .extracting(request -> request.id())
                .containsExactly(job().at("/input_files/0").asText());
        assertThat(done.responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly(many);
        mistral.verify();
    }

    private static BatchRequest<ChatRequest> tooMany() {
        return questions(IntStream.rangeClosed(0, 10_000).mapToObj(i -> "q" + i).toArray(String[]::new));
    }

    @Test
    void the_file_of_a_job_that_was_refused_is_deleted_and_that_of_one_that_may_exist_is_not() {
        mistral.enqueue(Endpoint.CREATE_BATCH, Reply.error(400));
        assertThatThrownBy(() -> model.submit(tooMany())).isInstanceOf(InvalidRequestException.class);
        assertThat(mistral.requests(Endpoint.DELETE_FILE)).hasSize(1);

        mistral.enqueue(Endpoint.CREATE_BATCH, Reply.error(500));
        assertThatThrownBy(() -> model.submit(tooMany())).isInstanceOf(InternalServerException.class);
        assertThat(mistral.requests(Endpoint.DELETE_FILE)).hasSize(1);
    }

    @Test
    void a_refusal_of_a_job_may_quote_its_file_and_the_exception_does_not() {
        mistral.enqueue(
                Endpoint.CREATE_BATCH,
                Reply.error(400, "invalid_request_error", null, "line 7 is wrong: 'what Wilhelmina owes'"));
        BatchRequest<ChatRequest> many = new BatchRequest<>(Collections.nCopies(
                10_001, questions("what Wilhelmina owes").requests().get(0)));

        assertThatThrownBy(() -> model.submit(many))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("line 7 is wrong")
                .hasMessageNotContaining("Wilhelmina");
    }

    @Test
    void the_file_is_deleted_when_the_results_cannot_be_read_too() {
        String id = model.submit(tooMany()).batchId();
        mistral.enqueue(
                Endpoint.BATCH,
                Reply.json(
                        "{\"id\":\"j\",\"status\":\"SUCCESS\",\"output_file\":\"00000000-0000-0000-0000-000000000000\","
                                + "\"input_files\":" + job().get("input_files") + "}"));

        assertThatThrownBy(() -> model.retrieve(id)).isInstanceOf(InvalidRequestException.class);
        assertThat(mistral.requests(Endpoint.DELETE_FILE)).hasSize(1);
    }

    @Test
    void a_file_that_somebody_else_uploaded_stays() {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"input_files\":[\"of-somebody-else\"],\"outputs\":[]}");

        model.retrieve("j");

        assertThat(mistral.requests(Endpoint.DELETE_FILE)).isEmpty();
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
    void a_job_that_was_refused_for_the_pace_is_submitted_again() {
        mistral.enqueue(Endpoint.CREATE_BATCH, Reply.error(429));

        assertThat(model.submit(questions("a")).state()).isEqualTo(BatchState.PENDING);
        assertThat(mistral.requests(Endpoint.CREATE_BATCH)).hasSize(2);
    }

    @Test
    void a_batch_that_is_not_there_is_no_missing_model() {
        assertThatThrownBy(() -> model.retrieve("nobody-knows"))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("batch nobody-knows");
        assertThatThrownBy(() -> model.cancel("nobody-knows")).isExactlyInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> model.await("nobody-knows", progress -> {}))
                .isExactlyInstanceOf(InvalidRequestException.class);
    }

    private static final String ANSWER = "{\"status_code\":200,\"body\":{\"id\":\"x\",\"model\":\"m\",\"choices\":["
            + "{\"index\":0,\"finish_reason\":\"%s\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"}}]}}";

    private static String line(String id, String text) {
        return "{\"custom_id\":\"" + id + "\",\"response\":" + ANSWER.formatted("stop", text) + ",\"error\":null}";
    }

    @Test
    void answers_with_names_of_somebody_else_are_not_lost() {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"total_requests\":3,\"outputs\":[" + line("b", "one") + ","
                + line("a", "two") + "]}");

        BatchResponse<ChatResponse> done = model.retrieve("j");

        assertThat(done.responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly("one", "two");
        assertThat(done.results()).hasSize(3);
    }

    @Test
    void a_job_that_failed_as_a_whole_says_why() {
        given(
                "{\"id\":\"j\",\"status\":\"FAILED\",\"errors\":[{\"message\":\"no such model\",\"count\":1}],\"total_requests\":0}");

        assertThat(model.retrieve("j").errors().get(0).message()).contains("no such model");
    }

    @Test
    void an_answer_that_the_server_gave_up_is_a_failure() {
        given(
                "{\"id\":\"j\",\"status\":\"SUCCESS\",\"total_requests\":1,\"outputs\":[{\"custom_id\":\"0\",\"response\":"
                        + ANSWER.formatted("error", "half an") + "}]}");

        assertThat(model.retrieve("j").results().get(0).isSuccess()).isFalse();
    }

    @Test
    void failures_are_said_in_whatever_shape_they_come() {
        given("""
                        {"id":"j","status":"SUCCESS","total_requests":4,"outputs":[
                        {"custom_id":"0","response":{"status_code":422,"body":{"detail":[{"loc":["body","n"],"msg":"too many","input":"secret"}]}}},
                        {"custom_id":"1","response":{"status_code":400,"body":{"object":"error","message":"bad","type":"invalid","code":"3051"}}},
                        {"custom_id":"2","response":null,"error":{"detail":"out of credit"}},
                        {"custom_id":"3","response":{"status_code":500,"body":{"error":{"message":"it broke"}}},"error":null}]}""");

        List<BatchError> errors = model.retrieve("j").errors();

        assertThat(errors)
                .extracting(BatchError::message)
                .containsExactly("body.n: too many", "bad", "out of credit", "it broke");
        assertThat(errors.get(1).details().get(0)).containsEntry("code", "3051").containsEntry("type", "invalid");
    }

    private BatchResponse<ChatResponse> inFile(String content) {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"output_file\":\"f\",\"total_requests\":2}");
        mistral.enqueue(
                Endpoint.FILE_CONTENT,
                Reply.bytes(200, "application/octet-stream", content.getBytes(StandardCharsets.UTF_8)));
        return model.retrieve("j");
    }

    @Test
    void lines_are_read_in_any_order_with_any_line_end_and_without_the_last() {
        BatchResponse<ChatResponse> done = inFile(line("1", "Grüße 😀") + "\r\n\n" + line("0", "a"));

        assertThat(done.responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly("a", "Grüße 😀");
    }

    @Test
    void a_line_that_cannot_be_read_is_a_failure_that_says_so_and_the_others_stay() {
        for (String broken : List.of(
                "{\"custom_id\":\"1\",\"resp", "[]", "oops", "{\"object\":\"error\",\"message\":\"it broke\"}")) {
            BatchResponse<ChatResponse> done = inFile(line("0", "a") + "\n" + broken + "\n");

            assertThat(done.responses()).hasSize(1);
            assertThat(done.errors().get(0).message()).contains("request 1", "cannot be read: 1");
        }
    }

    @Test
    void a_status_that_is_not_known_has_ended_when_the_job_says_when() throws Exception {
        given("{\"id\":\"j\",\"status\":\"EVAPORATED\",\"completed_at\":1760000000,\"total_requests\":1}");

        BatchResponse<ChatResponse> done = model.await("j", progress -> {});

        assertThat(done.state()).isEqualTo(BatchState.UNSPECIFIED);
        assertThat(done.errors()).hasSize(1);
    }

    @Test
    void a_tool_whose_calls_would_come_back_under_another_name_is_refused() {
        List<ChatRequest> requests = new ArrayList<>(questions("a").requests());
        requests.add(ChatRequest.builder()
                .messages(UserMessage.from("b"))
                .toolSpecifications(
                        ToolSpecification.builder().name("weather.now").build())
                .build());

        assertThatThrownBy(() -> model.submit(new BatchRequest<>(requests)))
                .isExactlyInstanceOf(InvalidRequestException.class)
                .hasMessageContainingAll("request 1", "weather.now");
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void what_cannot_be_done_is_said_with_its_place() {
        List<ChatRequest> requests = new ArrayList<>(questions("a").requests());
        requests.add(ChatRequest.builder()
                .messages(UserMessage.from(VideoContent.from("https://example.org/a.mp4")))
                .build());

        assertThatThrownBy(() -> model.submit(new BatchRequest<>(requests)))
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("request 1");
    }

    @ParameterizedTest
    @CsvSource({
        "QUEUED,PENDING",
        "RUNNING,RUNNING",
        "CANCELLATION_REQUESTED,RUNNING",
        "SUCCESS,SUCCEEDED",
        "FAILED,FAILED",
        "TIMEOUT_EXCEEDED,EXPIRED",
        "CANCELLED,CANCELLED",
        "OF_TOMORROW,UNSPECIFIED"
    })
    void every_status_is_a_state_of_langchain4j(String status, BatchState state) {
        given("{\"id\":\"j\",\"status\":\"" + status + "\"}");

        assertThat(model.retrieve("j").state()).isEqualTo(state);
    }

    @Test
    void jobs_of_other_endpoints_are_not_listed() {
        MistralBatchEmbeddingModel.builder()
                .client(client)
                .build()
                .submit(new BatchRequest<>(List.of(TextSegment.from("one"))));
        model.submit(questions("a"));

        assertThat(model.list(null).batches()).hasSize(1);
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
                .modelName("codestral-embed")
                .dimensions(64)
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
                .containsExactly(64, 64);
        assertThatThrownBy(() -> embeddings.submit(
                        new BatchRequest<>(List.of(TextSegment.from("one"), TextSegment.from("\u2003 ")))))
                .hasMessageContaining("segment 1");
        mistral.verify();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"x\"", "7", "{}"})
    void an_answer_without_its_place_moves_no_other(String id) {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"total_requests\":3,\"outputs\":["
                + line("0", "a").replace("\"0\"", id) + "," + line("2", "c") + "," + line("1", "b") + "]}");

        List<BatchItemResult<ChatResponse>> results = model.retrieve("j").results();

        assertThat(results).extracting(BatchItemResult::isSuccess).containsExactly(false, true, true, true);
        assertThat(results.subList(1, 4))
                .extracting(result -> result.response().aiMessage().text())
                .containsExactly("b", "c", "a");
    }

    @Test
    void places_count_where_the_server_does_not_say_how_many_there_were() {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"outputs\":[" + line("2", "c") + "," + line("0", "a") + "]}");

        assertThat(model.retrieve("j").results())
                .extracting(BatchItemResult::isSuccess)
                .containsExactly(true, false, true);
    }

    @Test
    void of_two_answers_to_one_request_the_good_one_counts_and_an_empty_error_is_none() {
        given("{\"id\":\"j\",\"status\":\"SUCCESS\",\"total_requests\":1,\"outputs\":["
                + "{\"custom_id\":\"0\",\"response\":null,\"error\":\"try again\"},"
                + line("0", "a").replace("\"error\":null", "\"error\":{}") + "]}");

        assertThat(model.retrieve("j").responses())
                .extracting(response -> response.aiMessage().text())
                .containsExactly("a");
    }
}

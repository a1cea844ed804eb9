package io.github.mistral4j.testserver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptedAnswersTest {

    private static final String CHAT = "/chat/completions";
    private static final String STREAM = ",\"stream\":true";

    private final MistralTestServer server = MistralTestServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.close();
    }

    private JsonNode chat(String more) throws Exception {
        return caller.json(CHAT, Caller.chat("What is the capital of Germany?", more));
    }

    @Test
    void queued_replies_are_given_in_their_order_and_once() throws Exception {
        server.enqueue(Reply.text("Berlin."), Reply.text("Still Berlin."));
        assertThat(chat("").at("/choices/0/message/content").asText()).isEqualTo("Berlin.");
        assertThat(chat("").at("/choices/0/message/content").asText()).isEqualTo("Still Berlin.");
        assertThat(chat("").at("/choices/0/message/content").asText())
                .isEqualTo("This is an answer of the test server.");
        server.verify();
    }

    @Test
    void a_reply_for_an_endpoint_waits_for_a_request_of_it() throws Exception {
        server.enqueue(Endpoint.EMBEDDINGS, Reply.vectors(List.of(new float[] {1, 0.5f})));
        assertThat(chat("").path("object").asText()).isEqualTo("chat.completion");
        assertThat(caller.json("/embeddings", "{\"model\":\"mistral-embed\",\"input\":\"a\"}")
                        .at("/data/0/embedding"))
                .hasToString("[1.0,0.5]");
    }

    @Test
    void a_request_that_is_refused_uses_up_no_reply() throws Exception {
        server.enqueue(Reply.text("Berlin."));
        assertThat(caller.post(CHAT, Caller.chat("hi", ",\"store\":true")).statusCode())
                .isEqualTo(422);
        assertThat(chat("").at("/choices/0/message/content").asText()).isEqualTo("Berlin.");
    }

    @Test
    void a_handler_answers_from_what_it_is_asked() throws Exception {
        server.onChat(conversation -> Reply.text("You asked: " + conversation.question()));
        assertThat(chat("").at("/choices/0/message/content").asText())
                .isEqualTo("You asked: What is the capital of Germany?");
        assertThat(caller.json("/responses", "{\"model\":\"mistral-small-latest\",\"input\":\"And of France?\"}")
                        .at("/output/0/content/0/text")
                        .asText())
                .isEqualTo("You asked: And of France?");
    }

    @Test
    void a_handler_that_throws_fails_the_verification() throws Exception {
        server.on(Endpoint.CHAT_COMPLETIONS, request -> {
            throw new IllegalStateException("no answer to that");
        });
        assertThat(caller.post(CHAT, Caller.chat("hi", "")).statusCode()).isEqualTo(400);
        assertThatThrownBy(server::verify).isInstanceOf(AssertionError.class).hasMessageContaining("no answer to that");
    }

    @Test
    void the_answer_ends_at_the_limit_of_tokens_and_at_stop_texts() throws Exception {
        server.onChat(conversation -> Reply.text("The capital of Germany is Berlin."));
        JsonNode limited = chat(",\"max_tokens\":2");
        assertThat(limited.at("/choices/0/message/content").asText()).isEqualTo("The capital");
        assertThat(limited.at("/choices/0/finish_reason").asText()).isEqualTo("length");
        assertThat(limited.at("/usage/completion_tokens").asInt()).isEqualTo(2);
        JsonNode stopped = chat(",\"stop\":[\"Germany\",\" Ger\"]");
        assertThat(stopped.at("/choices/0/message/content").asText()).isEqualTo("The capital of");
        assertThat(stopped.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void thinking_comes_before_the_text() throws Exception {
        server.enqueue(Reply.text("144").thinking("12 times 12"));
        JsonNode content = chat("").at("/choices/0/message/content");
        assertThat(content.at("/0/thinking/0/text").asText()).isEqualTo("12 times 12");
        assertThat(content.at("/1/text").asText()).isEqualTo("144");
    }

    @Test
    void a_stream_has_an_event_for_each_word_and_the_usage_in_the_last() throws Exception {
        server.enqueue(Reply.text("The capital is Berlin."));
        List<String> events = caller.events(CHAT, Caller.chat("hi", STREAM));
        assertThat(texts(events)).containsExactly("", "The", " capital", " is", " Berlin", ".");
        assertThat(events).last().isEqualTo("[DONE]");
        JsonNode last = Caller.tree(events.get(events.size() - 2));
        assertThat(last.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
        assertThat(last.at("/usage/total_tokens").asInt()).isPositive();
    }

    @Test
    void a_stream_has_the_pieces_that_it_was_given() throws Exception {
        server.enqueue(Reply.pieces("The cap", "ital is ", "Berlin."));
        assertThat(texts(caller.events(CHAT, Caller.chat("hi", STREAM))))
                .containsExactly("", "The cap", "ital is ", "Berlin.");
    }

    private static List<String> texts(List<String> events) throws Exception {
        List<String> texts = new ArrayList<>();
        for (String event : events.subList(0, events.size() - 1)) {
            texts.add(Caller.tree(event).at("/choices/0/delta/content").asText());
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(ToolCallStreaming.class)
    void tool_calls_are_streamed_in_each_of_the_three_ways(ToolCallStreaming streaming) throws Exception {
        server.enqueue(Reply.toolCalls(
                        new ToolCall("getWeather", "{\"city\":\"Munich\"}"),
                        new ToolCall("getTime", "{\"country\":\"France\"}"))
                .toolCallStreaming(streaming));
        List<String> events = caller.events(CHAT, Caller.chat("hi", STREAM));
        List<String> arguments = new ArrayList<>(List.of("", ""));
        List<Integer> calls = new ArrayList<>();
        for (String event : events.subList(0, events.size() - 1)) {
            JsonNode deltas = Caller.tree(event).at("/choices/0/delta/tool_calls");
            deltas.forEach(call -> arguments.set(
                    call.path("index").asInt(),
                    arguments.get(call.path("index").asInt())
                            + call.at("/function/arguments").asText()));
            calls.add(deltas.size());
        }
        assertThat(arguments).containsExactly("{\"city\":\"Munich\"}", "{\"country\":\"France\"}");
        switch (streaming) {
            case ONE_EVENT -> assertThat(calls).containsExactly(0, 2);
            case ONE_EVENT_EACH -> assertThat(calls).containsExactly(0, 1, 1, 0);
            case FRAGMENTS -> assertThat(calls).hasSizeGreaterThan(10);
        }
    }

    @Test
    void log_probabilities_come_when_they_are_asked_for() throws Exception {
        server.onChat(conversation -> Reply.text("Ja gut"));
        JsonNode entries = chat(",\"logprobs\":true,\"top_logprobs\":2").at("/choices/0/logprobs/content");
        assertThat(entries).hasSize(2);
        assertThat(entries.get(1).path("token").asText()).isEqualTo(" gut");
        assertThat(entries.get(1).path("bytes")).hasToString("[32,103,117,116]");
        assertThat(entries.get(1).path("top_logprobs")).hasSize(2);
        List<String> events = caller.events(CHAT, Caller.chat("hi", STREAM + ",\"logprobs\":true"));
        assertThat(Caller.tree(events.get(1))
                        .at("/choices/0/logprobs/content/0/token")
                        .asText())
                .isEqualTo("Ja");
        assertThat(chat("").at("/choices/0/logprobs").isMissingNode()).isTrue();
    }

    @Test
    void errors_have_the_shapes_of_the_api() throws Exception {
        server.enqueue(Reply.error(429).retryAfter(Duration.ofSeconds(7)), Reply.error(503));
        HttpResponse<String> refused = caller.post(CHAT, Caller.chat("hi", ""));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("7");
        assertThat(Caller.tree(refused.body()))
                .isEqualTo(Caller.tree("{\"object\":\"error\",\"message\":\"Rate limit exceeded\","
                        + "\"type\":\"rate_limited\",\"param\":null,\"code\":\"1300\",\"raw_status_code\":429}"));
        assertThat(caller.post(CHAT, Caller.chat("hi", "")).statusCode()).isEqualTo(503);
    }

    @Test
    void a_stream_that_is_cut_breaks_off_without_an_end() throws Exception {
        server.enqueue(Reply.text("one two three four").cutAfter(3));
        assertThatThrownBy(() -> caller.post(CHAT, Caller.chat("hi", STREAM))).isInstanceOf(IOException.class);
    }

    @Test
    void a_connection_is_kept_after_an_answer_and_after_a_stream() throws Exception {
        try (Socket socket =
                new Socket("127.0.0.1", URI.create(server.baseUrl()).getPort())) {
            for (String more : List.of(STREAM, "", STREAM)) {
                String body = Caller.chat("hi", more);
                String request = "POST /v1/chat/completions HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer "
                        + server.apiKey() + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body;
                socket.getOutputStream().write(request.getBytes(UTF_8));
                String head = readTo("\r\n\r\n", socket.getInputStream());
                assertThat(head).startsWith("HTTP/1.1 200 OK");
                readTo(
                        more.isEmpty() ? "\"content\":\"This is an answer of the test server.\"}}]}" : "\r\n0\r\n\r\n",
                        socket.getInputStream());
            }
        }
    }

    private static String readTo(String end, InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    @Test
    void events_are_sent_as_they_are() throws Exception {
        server.enqueue(Reply.events("data: {\"error\":\"it broke\"}\n\n"));
        assertThat(caller.post(CHAT, Caller.chat("hi", STREAM)).body()).isEqualTo("data: {\"error\":\"it broke\"}\n\n");
    }

    @Test
    void without_a_script_the_answer_has_the_schema_that_is_asked_for() throws Exception {
        String format = ",\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{\"name\":\"A\",\"schema\":"
                + "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"size\":{\"type\":\"integer\"},"
                + "\"kind\":{\"enum\":[\"OLD\",\"NEW\"]},\"parts\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                + "\"required\":[\"city\",\"size\",\"kind\",\"parts\"]}}}";
        assertThat(chat(format).at("/choices/0/message/content").asText())
                .isEqualTo("{\"city\":\"\",\"size\":0,\"kind\":\"OLD\",\"parts\":[]}");
    }

    @Test
    void without_a_script_a_forced_tool_is_called() throws Exception {
        JsonNode call = chat(",\"tools\":[{\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\","
                        + "\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3}},\"required\":[\"n\"]}}}],"
                        + "\"tool_choice\":\"any\"")
                .at("/choices/0/message/tool_calls/0");
        assertThat(call.at("/function/name").asText()).isEqualTo("f");
        assertThat(call.at("/function/arguments").asText()).isEqualTo("{\"n\":3}");
        assertThat(call.path("id").asText()).matches("[a-zA-Z0-9]{9}");
    }

    @Test
    void what_came_can_be_looked_at() throws Exception {
        chat("");
        caller.get("/models/mistral-embed");
        assertThat(server.requests())
                .extracting(ReceivedRequest::toString)
                .containsExactly("POST /v1/chat/completions", "GET /v1/models/mistral-embed");
        ReceivedRequest request = server.requests(Endpoint.CHAT_COMPLETIONS).get(0);
        assertThat(request.json().path("model").asText()).isEqualTo("mistral-small-latest");
        assertThat(request.conversation().question()).isEqualTo("What is the capital of Germany?");
        assertThat(request.header("content-TYPE")).isEqualTo("application/json");
        assertThat(server.requests(Endpoint.MODEL).get(0).id()).isEqualTo("mistral-embed");
    }

    @Test
    void other_models_and_another_key_can_be_set() throws Exception {
        JsonNode models = Caller.tree(
                "{\"object\":\"list\",\"data\":[{\"id\":\"mine\",\"capabilities\":{\"completion_chat\":true}}]}");
        try (MistralTestServer own =
                MistralTestServer.builder().apiKey("my-key").models(models).start()) {
            Caller mine = new Caller(own);
            assertThat(mine.json("/models", "").at("/data/0/id").asText()).isEqualTo("mine");
            assertThat(mine.post(CHAT, Caller.chat("hi", "")).statusCode()).isEqualTo(400);
            assertThat(mine.post(CHAT, Caller.chat("hi", "").replace("mistral-small-latest", "mine"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(mine.send("GET", "/models", "application/json", "", MistralTestServer.API_KEY)
                            .statusCode())
                    .isEqualTo(401);
        }
    }
}

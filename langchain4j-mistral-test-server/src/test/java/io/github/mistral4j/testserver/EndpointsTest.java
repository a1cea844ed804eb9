package io.github.mistral4j.testserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointsTest {

    private final MistralTestServer server = MistralTestServer.start();
    private final Caller caller = new Caller(server);

    @AfterEach
    void close() {
        server.verify();
        server.close();
    }

    @Test
    void models_are_listed_and_found_under_their_aliases() throws Exception {
        assertThat(caller.json("/models", "").path("data").findValuesAsText("id"))
                .contains("mistral-large-4", "zai-glm-5-3", "mistral-ocr-4-1", "voxtral-mini-tts-3-0");
        assertThat(caller.json("/models/mistral-small-latest", "").path("id").asText())
                .isEqualTo("mistral-small-2603");
        HttpResponse<String> unknown = caller.get("/models/nothing");
        assertThat(unknown.statusCode() + unknown.body())
                .isEqualTo("404{\"message\":\"Model nothing was not found.\"}");
    }

    @Test
    void texts_that_share_words_have_vectors_near_each_other() throws Exception {
        JsonNode answer = caller.json(
                "/embeddings",
                "{\"model\":\"codestral-embed\",\"input\":[\"the blue sky\",\"the blue sky today\",\"a cat\"],"
                        + "\"output_dimension\":256}");
        assertThat(answer.at("/data/0/embedding")).hasSize(256);
        assertThat(cosine(answer, 0, 0)).isCloseTo(1, within(1e-5));
        assertThat(cosine(answer, 0, 1)).isGreaterThan(cosine(answer, 0, 2) + 0.3);
    }

    private static double cosine(JsonNode answer, int a, int b) {
        double sum = 0;
        for (int i = 0; i < 256; i++) {
            sum += answer.at("/data/" + a + "/embedding/" + i).asDouble()
                    * answer.at("/data/" + b + "/embedding/" + i).asDouble();
        }
        return sum;
    }

    @Test
    void code_is_completed_with_the_white_space_around_it() throws Exception {
        String request = "{\"model\":\"codestral-latest\",\"prompt\":\"int add(int a, int b) {\",\"suffix\":\"}\"";
        JsonNode answer = caller.json("/fim/completions", request + "}");
        assertThat(answer.at("/choices/0/message/content").asText()).isEqualTo("\n    return a + b;\n");
        assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
        List<String> events = caller.events("/fim/completions", request + ",\"stream\":true}");
        StringBuilder text = new StringBuilder();
        for (String event : events.subList(0, events.size() - 1)) {
            text.append(Caller.tree(event).at("/choices/0/delta/content").asText());
        }
        assertThat(text).hasToString("\n    return a + b;\n");
    }

    @Test
    void a_response_has_items_for_thoughts_text_and_calls() throws Exception {
        server.enqueue(Reply.text("It is sunny.").thinking("Munich"), Reply.toolCall("f", "{\"a\":1}"));
        String request = "{\"model\":\"mistral-small-latest\",\"input\":\"hi\"}";
        JsonNode answer = caller.json("/responses", request);
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("Munich");
        assertThat(answer.at("/output/1/content/0/text").asText()).isEqualTo("It is sunny.");
        assertThat(answer.at("/usage/output_tokens_details/reasoning_tokens").asInt())
                .isEqualTo(1);
        JsonNode call = caller.json("/responses", request).at("/output/0");
        assertThat(call.path("arguments").asText()).isEqualTo("{\"a\":1}");
        assertThat(call.path("type").asText()).isEqualTo("function_call");
    }

    @Test
    void a_response_that_is_cut_at_its_limit_is_incomplete() throws Exception {
        JsonNode answer = caller.json(
                "/responses", "{\"model\":\"mistral-small-latest\",\"input\":\"hi\",\"max_output_tokens\":2}");
        assertThat(answer.path("status").asText()).isEqualTo("incomplete");
        assertThat(answer.at("/incomplete_details/reason").asText()).isEqualTo("max_output_tokens");
        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("This is");
    }

    @Test
    void a_streamed_response_ends_with_its_terminal_event_and_counts_its_events() throws Exception {
        server.enqueue(Reply.toolCall("f", "{\"a\":1}").toolCallStreaming(ToolCallStreaming.FRAGMENTS));
        String body = caller.post("/responses", "{\"model\":\"mistral-small-latest\",\"input\":\"hi\",\"stream\":true}")
                .body();
        List<String> types = new ArrayList<>();
        StringBuilder arguments = new StringBuilder();
        for (String event : Caller.events(body)) {
            JsonNode data = Caller.tree(event);
            assertThat(data.path("sequence_number").asInt()).isEqualTo(types.size());
            assertThat(body).contains("event: " + data.path("type").asText() + "\n");
            types.add(data.path("type").asText());
            arguments.append(data.path("delta").asText());
        }
        assertThat(types).startsWith("response.created", "response.in_progress", "response.output_item.added");
        assertThat(types)
                .endsWith("response.function_call_arguments.done", "response.output_item.done", "response.completed");
        assertThat(arguments).hasToString("{\"a\":1}");
        assertThat(body).doesNotContain("[DONE]");
    }

    @Test
    void a_conversation_of_responses_looks_like_a_chat() throws Exception {
        server.onChat(conversation -> Reply.text(conversation.history() + "|" + conversation.question() + "|"
                + conversation.results() + "|" + conversation.request().at("/messages/2/tool_calls/0/function/name")));
        JsonNode answer = caller.json(
                "/responses",
                "{\"model\":\"mistral-small-latest\",\"instructions\":\"be kind\",\"input\":[{\"role\":\"user\","
                        + "\"content\":[{\"type\":\"input_text\",\"text\":\"weather?\"}]},{\"type\":\"function_call\","
                        + "\"call_id\":\"c\",\"name\":\"f\",\"arguments\":\"{}\"},{\"type\":\"function_call_output\","
                        + "\"call_id\":\"c\",\"output\":\"sunny\"}]}");
        assertThat(answer.at("/output/0/content/0/text").asText()).isEqualTo("be kind|weather?|[sunny]|\"f\"");
    }

    @Test
    void the_tokens_of_a_response_are_counted() throws Exception {
        JsonNode answer = caller.json(
                "/responses/input_tokens", "{\"model\":\"mistral-small-latest\",\"input\":\"one two three\"}");
        assertThat(answer).hasToString("{\"object\":\"response.input_tokens\",\"input_tokens\":7}");
    }

    @Test
    void a_text_with_the_name_of_a_category_is_flagged_with_it() throws Exception {
        JsonNode results = caller.json(
                        "/moderations", "{\"model\":\"mistral-moderation-2603\",\"input\":[\"nice\",\"selfharm\"]}")
                .path("results");
        assertThat(results).hasSize(2);
        assertThat(results.at("/0/categories/selfharm").asBoolean()).isFalse();
        assertThat(results.at("/1/categories/selfharm").asBoolean()).isTrue();
        assertThat(results.at("/1/categories").size()).isEqualTo(11);
        JsonNode chat = caller.json(
                "/chat/moderations",
                "{\"model\":\"mistral-moderation-2603\",\"input\":[{\"role\":\"user\",\"content\":\"pii\"},"
                        + "{\"role\":\"assistant\",\"content\":\"no\"}]}");
        assertThat(chat.path("results")).as("one for the last turn").hasSize(1);
        assertThat(chat.at("/results/0/categories/pii").asBoolean()).isFalse();
    }

    @Test
    void texts_and_chats_are_classified() throws Exception {
        assertThat(caller.json("/classifications", "{\"model\":\"ft:m\",\"input\":[\"a\",\"b\"]}")
                        .path("results"))
                .hasSize(2);
        assertThat(caller.json(
                                "/chat/classifications",
                                "{\"model\":\"ft:m\",\"input\":{\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}}")
                        .at("/results/0/sentiment/scores/positive")
                        .asDouble())
                .isEqualTo(0.9);
    }

    @Test
    void audio_is_transcribed_whole_and_as_a_stream() throws Exception {
        server.enqueue(Reply.text("Hello there."), Reply.text("Hello there."));
        String[] parts = {"model", "voxtral-mini-2602", "file", "abc", "timestamp_granularities", "segment"};
        JsonNode whole =
                Caller.tree(caller.postForm("/audio/transcriptions", parts).body());
        assertThat(whole.path("text").asText()).isEqualTo("Hello there.");
        assertThat(whole.at("/segments/0/end").asDouble()).isEqualTo(2.9);
        String[] streamed = {"model", "voxtral-mini-2602", "file", "abc", "stream", "true", "diarize", "true"};
        List<String> events =
                Caller.events(caller.postForm("/audio/transcriptions", streamed).body());
        assertThat(events).first().isEqualTo("{\"type\":\"transcription.text.delta\",\"text\":\"Hello\"}");
        JsonNode done = Caller.tree(events.get(events.size() - 1));
        assertThat(done.path("type").asText()).isEqualTo("transcription.done");
        assertThat(done.at("/segments/0/speaker_id").asText()).isEqualTo("speaker_1");
    }

    @Test
    void an_older_model_hears_nothing_when_told_the_language_and_asked_for_times() throws Exception {
        String[] both = {
            "model", "voxtral-mini-latest", "file", "a", "language", "en", "timestamp_granularities", "segment"
        };
        assertThat(Caller.tree(caller.postForm("/audio/transcriptions", both).body())
                        .path("text")
                        .asText())
                .isEmpty();
        both[1] = "voxtral-small-transcribe-3-0";
        assertThat(Caller.tree(caller.postForm("/audio/transcriptions", both).body())
                        .path("text")
                        .asText())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mp3", "wav", "pcm"})
    void speech_is_sound_whole_and_as_a_stream(String format) throws Exception {
        String request = "{\"model\":\"voxtral-mini-tts-2603\",\"input\":\"hi\",\"response_format\":\"" + format + "\"";
        byte[] whole = Base64.getDecoder()
                .decode(caller.json("/audio/speech", request + "}")
                        .path("audio_data")
                        .asText());
        assertThat(whole).hasSizeGreaterThan(400);
        List<String> events = caller.events("/audio/speech", request + ",\"stream\":true}");
        assertThat(Caller.tree(events.get(2)).path("type").asText()).isEqualTo("speech.audio.done");
        assertThat(Base64.getDecoder()
                        .decode(Caller.tree(events.get(0)).path("audio_data").asText()))
                .isEqualTo(java.util.Arrays.copyOf(whole, whole.length / 8 * 4));
    }

    @Test
    void ocr_reads_the_pages_that_are_asked_for_and_puts_tables_apart() throws Exception {
        String document = "{\"model\":\"mistral-ocr-latest\",\"document\":{\"type\":\"document_url\","
                + "\"document_url\":\"https://x.example/a.pdf\"}";
        JsonNode all = caller.json("/ocr", document + "}");
        assertThat(all.path("pages")).hasSize(2);
        assertThat(all.at("/pages/1/markdown").asText()).contains("| Leaf | 89 |");
        JsonNode second = caller.json("/ocr", document + ",\"pages\":\"1-3\",\"table_format\":\"html\"}");
        assertThat(second.at("/pages/0/markdown").asText()).contains("[tbl-0.html](tbl-0.html)");
        assertThat(second.at("/pages/0/tables/0/content").asText()).startsWith("<table>");
        assertThat(second.at("/usage_info/pages_processed").asInt()).isEqualTo(1);
        server.enqueue(Reply.text("# My page"));
        assertThat(caller.json("/ocr", document + "}").at("/pages/0/markdown").asText())
                .isEqualTo("# My page");
    }
}

package io.github.mistral4j.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.MistralChatRequestParameters;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResponsesRequestTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralResponsesChatModel model = MistralResponsesChatModel.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .modelName("mistral-small-latest")
            .build();

    @AfterEach
    void close() {
        model.close();
        mistral.close();
    }

    private JsonNode sent() {
        return mistral.requests(Endpoint.RESPONSES)
                .get(mistral.requests(Endpoint.RESPONSES).size() - 1)
                .json();
    }

    @Test
    void the_system_message_becomes_the_instructions_and_nothing_is_kept_by_the_server() {
        model.chat(SystemMessage.from("Be short."), UserMessage.from("Hello"));

        assertThat(sent().get("instructions").asText()).isEqualTo("Be short.");
        assertThat(sent().get("input")).hasSize(1);
        assertThat(sent().at("/input/0/content").asText()).isEqualTo("Hello");
        assertThat(sent().get("store").asBoolean(true)).isFalse();
        assertThat(sent().get("stream").asBoolean(true)).isFalse();
        mistral.verify();
    }

    @Test
    void a_conversation_with_tools_becomes_items_with_one_id_for_call_and_result() {
        model.chat(ChatRequest.builder()
                .messages(
                        UserMessage.from("How warm is it?"),
                        AiMessage.from(
                                "I look.",
                                List.of(ToolExecutionRequest.builder()
                                        .id("call_of_another_provider")
                                        .name("thermometer")
                                        .arguments("{}")
                                        .build())),
                        ToolExecutionResultMessage.from("call_of_another_provider", "thermometer", "3 degrees"),
                        UserMessage.from("And tomorrow?"))
                .parameters(MistralChatRequestParameters.builder()
                        .toolSpecifications(ToolSpecification.builder()
                                .name("thermometer")
                                .parameters(JsonObjectSchema.builder().build())
                                .build())
                        .toolChoice(ToolChoice.REQUIRED)
                        .reasoningEffort("high")
                        .build())
                .build());

        JsonNode input = sent().get("input");
        assertThat(input).hasSize(5);
        assertThat(input.at("/1/content").asText()).isEqualTo("I look.");
        assertThat(input.at("/2/type").asText()).isEqualTo("function_call");
        assertThat(input.at("/3/call_id").asText())
                .isEqualTo(input.at("/2/call_id").asText());
        assertThat(input.at("/3/output").asText()).isEqualTo("3 degrees");
        assertThat(sent().at("/tools/0/name").asText()).isEqualTo("thermometer");
        assertThat(sent().get("tool_choice").asText()).isEqualTo("required");
        assertThat(sent().at("/reasoning/effort").asText()).isEqualTo("high");
        mistral.verify();
    }

    @Test
    void images_are_sent() {
        model.chat(UserMessage.from(TextContent.from("What is it?"), ImageContent.from("https://example.org/a.png")));

        assertThat(sent().at("/input/0/content/1/type").asText()).isEqualTo("input_image");
        assertThat(sent().at("/input/0/content/1/image_url").asText()).isEqualTo("https://example.org/a.png");
        mistral.verify();
    }

    @Test
    void reasoning_is_sent_back_as_it_came() {
        mistral.enqueue(Endpoint.RESPONSES, Reply.json("""
                        {"id":"r","object":"response","created_at":1,"model":"m","status":"completed","output":[
                        {"type":"reasoning","id":"rs_1","summary":[],"content":[{"type":"reasoning_text","text":"Hm."}],"encrypted_content":"x"},
                        {"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":"Yes.","annotations":[]}]}]}"""));
        ChatResponse first = model.chat(UserMessage.from("Sure?"));
        assertThat(first.aiMessage().thinking()).isEqualTo("Hm.");

        model.chat(UserMessage.from("Sure?"), first.aiMessage(), UserMessage.from("Really?"));

        assertThat(sent().at("/input/1/id").asText()).isEqualTo("rs_1");
        assertThat(sent().at("/input/1/content/0/text").asText()).isEqualTo("Hm.");
        assertThat(sent().at("/input/1/encrypted_content").asText()).isEqualTo("x");
        assertThat(sent().at("/input/2/content").asText()).isEqualTo("Yes.");
    }

    @Test
    void what_the_api_has_no_counterpart_for_is_refused_before_anything_is_sent() {
        List.<MistralChatRequestParameters>of(
                        MistralChatRequestParameters.builder()
                                .stopSequences("x")
                                .build(),
                        MistralChatRequestParameters.builder().randomSeed(1).build(),
                        MistralChatRequestParameters.builder()
                                .frequencyPenalty(0.1)
                                .build(),
                        MistralChatRequestParameters.builder()
                                .presencePenalty(0.1)
                                .build(),
                        MistralChatRequestParameters.builder().topK(3).build(),
                        MistralChatRequestParameters.builder().minTokens(3).build(),
                        MistralChatRequestParameters.builder().logprobs(true).build(),
                        MistralChatRequestParameters.builder().safePrompt(true).build(),
                        MistralChatRequestParameters.builder().prefix("So").build(),
                        MistralChatRequestParameters.builder().prediction("x").build(),
                        MistralChatRequestParameters.builder()
                                .serviceTier("auto")
                                .build(),
                        MistralChatRequestParameters.builder()
                                .metadata(Map.of("n", 1))
                                .build())
                .forEach(parameters -> assertThatThrownBy(() -> model.chat(ChatRequest.builder()
                                .messages(UserMessage.from("hello"))
                                .parameters(parameters)
                                .build()))
                        .as(parameters.toString())
                        .isExactlyInstanceOf(UnsupportedFeatureException.class));
        assertThatThrownBy(() -> model.chat(UserMessage.from(AudioContent.from(Audio.builder()
                        .base64Data("AAAA")
                        .mimeType("audio/mpeg")
                        .build()))))
                .isExactlyInstanceOf(UnsupportedFeatureException.class);

        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void a_setting_that_the_api_does_not_have_is_refused_when_the_model_is_built() {
        assertThatThrownBy(() -> MistralStreamingResponsesChatModel.builder()
                        .baseUrl(mistral.baseUrl())
                        .apiKey(mistral.apiKey())
                        .modelName("m")
                        .stopSequences("x")
                        .build())
                .isExactlyInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("stopSequences");
    }
}

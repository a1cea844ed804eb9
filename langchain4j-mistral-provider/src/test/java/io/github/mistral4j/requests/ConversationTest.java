package io.github.mistral4j.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.pdf.PdfFile;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Q1 and Q2: histories as the API takes them, and those that it does not take refused with a message that helps. */
class ConversationTest {

    private static final UserMessage USER = UserMessage.from("hello");

    private static ToolExecutionRequest call(@Nullable String id, String name) {
        return ToolExecutionRequest.builder().id(id).name(name).arguments("{}").build();
    }

    private static String roles(JsonNode body) {
        List<String> roles = new ArrayList<>();
        body.get("messages").forEach(message -> roles.add(message.get("role").textValue()));
        return String.join(" ", roles);
    }

    private static Throwable refusal(ChatMessage... messages) {
        Throwable failure = catchThrowable(() -> Requests.of(messages));
        assertThat(failure).isExactlyInstanceOf(InvalidRequestException.class);
        return failure;
    }

    @ParameterizedTest
    @ValueSource(strings = {"abcdefghi", "A1b2C3d4E", "000000000"})
    void an_id_that_the_api_takes_is_kept(String id) {
        ToolExecutionRequest call = call(id, "t");

        JsonNode body = Requests.of(USER, AiMessage.from(call), ToolExecutionResultMessage.from(call, "r"));

        assertThat(body.at("/messages/1/tool_calls/0/id").textValue()).isEqualTo(id);
        assertThat(body.at("/messages/2/tool_call_id").textValue()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call_9f149c74c42f265b",
                "chatcmpl-tool-9f149c74c42f265b",
                "1",
                "abcdefgh",
                "abcdefghij",
                "abc-efghi",
                "\u00e9\u00e8\u00e0123456",
                " "
            })
    void another_id_is_mapped_to_the_same_nine_characters_in_every_request(String id) {
        ToolExecutionRequest call = call(id, "t");
        ToolExecutionRequest later = call("another", "t");

        JsonNode first = Requests.of(USER, AiMessage.from(call), ToolExecutionResultMessage.from(call, "r"));
        JsonNode second = Requests.of(
                USER,
                AiMessage.from(call),
                ToolExecutionResultMessage.from(call, "r"),
                AiMessage.from(later),
                ToolExecutionResultMessage.from(later, "r2"));

        String wire = first.at("/messages/1/tool_calls/0/id").textValue();
        assertThat(wire).matches("[a-zA-Z0-9]{9}");
        assertThat(first.at("/messages/2/tool_call_id").textValue()).isEqualTo(wire);
        assertThat(second.at("/messages/1/tool_calls/0/id").textValue()).isEqualTo(wire);
        assertThat(second.at("/messages/3/tool_calls/0/id").textValue()).isNotEqualTo(wire);
    }

    @Test
    void calls_without_ids_are_paired_by_name_and_order() {
        ToolExecutionRequest first = call(null, "weather");
        ToolExecutionRequest second = call("null", "time");
        ToolExecutionRequest third = call("", "weather");

        JsonNode body = Requests.of(
                USER,
                AiMessage.from(first, second, third),
                ToolExecutionResultMessage.from(second, "noon"),
                ToolExecutionResultMessage.from(first, "sun"),
                ToolExecutionResultMessage.from(third, "rain"));

        JsonNode calls = body.at("/messages/1/tool_calls");
        List<String> ids = List.of(
                calls.at("/0/id").textValue(),
                calls.at("/1/id").textValue(),
                calls.at("/2/id").textValue());
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[a-zA-Z0-9]{9}"));
        assertThat(body.at("/messages/2/tool_call_id").textValue()).isEqualTo(ids.get(1));
        assertThat(body.at("/messages/3/tool_call_id").textValue()).isEqualTo(ids.get(0));
        assertThat(body.at("/messages/4/tool_call_id").textValue()).isEqualTo(ids.get(2));
    }

    @Test
    void one_id_for_several_calls_of_a_message_becomes_several() {
        ToolExecutionRequest first = call("same", "a");
        ToolExecutionRequest second = call("same", "b");

        JsonNode body = Requests.of(
                USER,
                AiMessage.from(first, second),
                ToolExecutionResultMessage.from(first, "1"),
                ToolExecutionResultMessage.from(second, "2"));

        assertThat(body.at("/messages/1/tool_calls/0/id")).isNotEqualTo(body.at("/messages/1/tool_calls/1/id"));
        assertThat(body.at("/messages/2/tool_call_id")).isEqualTo(body.at("/messages/1/tool_calls/0/id"));
        assertThat(body.at("/messages/3/tool_call_id")).isEqualTo(body.at("/messages/1/tool_calls/1/id"));
    }

    @Test
    void empty_arguments_are_an_empty_object() {
        ToolExecutionRequest call =
                ToolExecutionRequest.builder().id("abcdefghi").name("t").build();

        JsonNode body = Requests.of(USER, AiMessage.from(call), ToolExecutionResultMessage.from(call, "r"));

        assertThat(body.at("/messages/1/tool_calls/0/function/arguments").textValue())
                .isEqualTo("{}");
    }

    @Test
    void a_call_without_a_result_is_refused_by_name() {
        assertThat(refusal(USER, AiMessage.from(call("id1", "weather")), USER))
                .hasMessageContaining("weather")
                .hasMessageContaining("id1");
        assertThat(refusal(USER, AiMessage.from(call("id1", "weather"))))
                .hasMessageContaining("weather")
                .hasMessageContaining("id1");
    }

    @Test
    void a_result_without_a_call_is_refused_by_name() {
        assertThat(refusal(USER, ToolExecutionResultMessage.from("id9", "weather", "sun")))
                .hasMessageContaining("weather")
                .hasMessageContaining("id9");
    }

    @Test
    void a_second_result_of_a_call_is_refused_by_name() {
        ToolExecutionRequest call = call("id1", "weather");

        assertThat(refusal(
                        USER,
                        AiMessage.from(call),
                        ToolExecutionResultMessage.from(call, "sun"),
                        ToolExecutionResultMessage.from(call, "rain")))
                .hasMessageContaining("weather")
                .hasMessageContaining("id1");
    }

    @Test
    void a_user_message_right_after_a_tool_is_sent_as_it_is() {
        ToolExecutionRequest call = call("id1", "weather");

        assertThat(roles(Requests.of(USER, AiMessage.from(call), ToolExecutionResultMessage.from(call, "sun"), USER)))
                .isEqualTo("user assistant tool user");
    }

    @Test
    void a_user_message_right_after_a_tool_is_bridged_on_demand() {
        ToolExecutionRequest call = call("id1", "weather");
        ChatRequest request = ChatRequest.builder()
                .messages(USER, AiMessage.from(call), ToolExecutionResultMessage.from(call, "sun"), USER)
                .build();

        JsonNode body = Requests.of(b -> b.bridgeUserAfterTool(true), request);

        assertThat(roles(body)).isEqualTo("user assistant tool assistant user");
        assertThat(body.at("/messages/3/content").textValue()).isNotBlank();
    }

    @Test
    void an_empty_assistant_message_is_dropped() {
        assertThat(roles(Requests.of(
                        USER, AiMessage.from(""), USER, AiMessage.builder().build(), USER)))
                .isEqualTo("user user user");
    }

    @Test
    void system_messages_where_the_api_takes_them_stay_there() {
        assertThat(roles(Requests.of(SystemMessage.from("a"), USER, SystemMessage.from("b"), USER)))
                .isEqualTo("system user system user");
    }

    @Test
    void a_system_message_after_the_assistant_is_merged_into_the_first() {
        JsonNode body = Requests.of(SystemMessage.from("a"), USER, AiMessage.from("x"), SystemMessage.from("b"), USER);

        assertThat(roles(body)).isEqualTo("system user assistant user");
        assertThat(body.at("/messages/0/content").textValue()).isEqualTo("a\n\nb");
    }

    @Test
    void a_system_message_at_the_end_is_merged_into_the_first() {
        assertThat(roles(Requests.of(USER, SystemMessage.from("be brief")))).isEqualTo("system user");
    }

    @Test
    void only_system_messages_are_refused() {
        assertThat(refusal(SystemMessage.from("be brief"))).hasMessageContaining("user");
    }

    @Test
    void the_assistant_must_not_have_the_last_word() {
        assertThat(refusal(USER, AiMessage.from("x"))).hasMessageContaining("prefix");
    }

    @Test
    void a_prefix_is_the_last_word_of_the_assistant() {
        JsonNode body = Requests.of(
                b -> b,
                ChatRequest.builder()
                        .messages(USER)
                        .parameters(MistralChatRequestParameters.builder()
                                .prefix("Once upon")
                                .build())
                        .build());

        assertThat(body.at("/messages/1"))
                .hasToString("{\"role\":\"assistant\",\"content\":\"Once upon\",\"prefix\":true}");
    }

    @ParameterizedTest
    @CsvSource({"image/png, iVBORw0KGgoAAAA", "image/jpeg, /9j/4AAQ", "image/webp, UklGRgAA", "image/gif, R0lGODlh"})
    void an_image_keeps_its_media_type(String type, String base64) {
        Image named = Image.builder().base64Data(base64).mimeType(type).build();
        Image unnamed = Image.builder().base64Data(base64).build();

        JsonNode body = Requests.of(
                UserMessage.from(TextContent.from("look"), ImageContent.from(named), ImageContent.from(unnamed)));

        String expected = "data:" + type + ";base64," + base64;
        assertThat(url(body.at("/messages/0/content/1/image_url"))).isEqualTo(expected);
        assertThat(url(body.at("/messages/0/content/2/image_url"))).isEqualTo(expected);
    }

    private static String url(JsonNode image) {
        return image.isTextual() ? image.textValue() : image.get("url").textValue();
    }

    @Test
    void an_image_by_url_keeps_its_detail_level() {
        JsonNode body = Requests.of(UserMessage.from(
                TextContent.from("look"),
                ImageContent.from(
                        Image.builder().url("https://example.org/a.png").build(), ImageContent.DetailLevel.HIGH)));

        assertThat(body.at("/messages/0/content/1/image_url"))
                .hasToString("{\"url\":\"https://example.org/a.png\",\"detail\":\"high\"}");
    }

    @Test
    void pdf_and_audio_keep_their_media_type() {
        JsonNode body = Requests.of(UserMessage.from(
                TextContent.from("read"),
                PdfFileContent.from(PdfFile.builder()
                        .base64Data("JVBERi0x")
                        .mimeType("application/pdf")
                        .build()),
                AudioContent.from(Audio.builder()
                        .base64Data("SUQzBAA")
                        .mimeType("audio/mpeg")
                        .build())));

        assertThat(body.at("/messages/0/content/1/document_url").textValue())
                .isEqualTo("data:application/pdf;base64,JVBERi0x");
        assertThat(body.at("/messages/0/content/2/input_audio").textValue())
                .isEqualTo("data:audio/mpeg;base64,SUQzBAA");
    }

    @Test
    void data_in_lines_and_the_other_name_of_jpeg_are_sent_as_the_api_takes_them() {
        JsonNode body = Requests.of(UserMessage.from(ImageContent.from("/9j/\r\n4AAQ\n", "image/jpg")));

        assertThat(body.at("/messages/0/content/0/image_url/url").textValue())
                .isEqualTo("data:image/jpeg;base64,/9j/4AAQ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/png;base64,iVBORw0KGgo=", "%%%", "iVBORw0KGgo_-A==", "iVBO Rw0K", "===="})
    void data_that_is_not_base64_is_refused(String data) {
        assertThat(refusal(UserMessage.from(ImageContent.from(data, "image/png"))))
                .hasMessageContaining("the data of the image must be base64");
        assertThat(refusal(UserMessage.from(PdfFileContent.from(data, "application/pdf"))))
                .hasMessageContaining("the data of the PDF must be base64");
        assertThat(refusal(UserMessage.from(AudioContent.from(data, "audio/wav"))))
                .hasMessageContaining("the data of the audio must be base64");
    }

    @Test
    void media_that_the_api_refuses_are_named() {
        Image tiff =
                Image.builder().base64Data("SUkqAAAA").mimeType("image/tiff").build();
        Image local = Image.builder().url("file:///etc/passwd").build();
        Image huge = Image.builder()
                .base64Data("A".repeat(15 * 1024 * 1024))
                .mimeType("image/png")
                .build();
        Audio unnamed = Audio.builder().base64Data("SUQzBAA").build();

        assertThat(refusal(UserMessage.from(ImageContent.from(tiff)))).hasMessageContaining("image/tiff");
        assertThat(refusal(UserMessage.from(ImageContent.from(local)))).hasMessageContaining("file:");
        assertThat(refusal(UserMessage.from(ImageContent.from(huge)))).hasMessageContaining("10");
        assertThat(refusal(UserMessage.from(AudioContent.from(unnamed)))).hasMessageContaining("mimeType");
        assertThat(refusal(UserMessage.from(IntStream.range(0, 9)
                        .mapToObj(i -> (dev.langchain4j.data.message.Content) ImageContent.from("https://e.org/a.png"))
                        .toList())))
                .hasMessageContaining("8 images");
    }
}

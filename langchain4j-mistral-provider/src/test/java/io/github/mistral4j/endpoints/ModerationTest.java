package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.model.moderation.ModerationResponse;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import dev.langchain4j.model.moderation.listener.ModerationModelResponseContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Moderate;
import dev.langchain4j.service.ModerationException;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.moderation.MistralModerationModel;
import io.github.mistral4j.moderation.MistralModerationResult;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationTest {

    private static final String FOUND = """
            {"id":"m","model":"mistral-moderation-2603","results":[
            {"categories":{"violence_and_threats":false,"health":true,"brand_new":false},"category_scores":{"violence_and_threats":0.3,"health":0.9,"brand_new":0.01}},
            {"categories":{"violence_and_threats":true,"health":false,"brand_new":true},"category_scores":{"violence_and_threats":0.8,"health":0.1,"brand_new":0.99}}],
            "usage":{"prompt_tokens":6,"completion_tokens":0,"total_tokens":97,"request_count":2}}""";

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private ModerationResponse moderate(MistralModerationModel model) {
        mistral.enqueue(Endpoint.MODERATIONS, Reply.json(FOUND));
        return model.moderate(
                ModerationRequest.builder().texts(List.of("first", "second")).build());
    }

    @Test
    void every_category_of_the_server_is_there_by_its_name() {
        ModerationResponse response =
                moderate(MistralModerationModel.builder().client(client).build());

        List<MistralModerationResult> results = MistralModerationResult.of(response);
        assertThat(results.get(0).categoryScores()).containsEntry("brand_new", 0.01);
        assertThat(results.get(1).flaggedCategories()).containsExactlyInAnyOrder("violence_and_threats", "brand_new");
        assertThat(response.moderation().flagged()).isTrue();
        assertThat(response.moderation().flaggedText()).isEqualTo("first");
        mistral.verify();
    }

    @Test
    void only_the_categories_that_the_caller_names_count() {
        ModerationResponse response = moderate(MistralModerationModel.builder()
                .client(client)
                .categories(Set.of("violence_and_threats"))
                .build());

        assertThat(response.moderation().flaggedText()).isEqualTo("second");
        assertThat(MistralModerationResult.of(response).get(0).flagged()).isFalse();
    }

    @Test
    void a_threshold_of_ones_own_takes_the_place_of_the_servers() {
        ModerationResponse response = moderate(MistralModerationModel.builder()
                .client(client)
                .categories(Set.of())
                .threshold("violence_and_threats", 0.25)
                .build());

        assertThat(MistralModerationResult.of(response))
                .allSatisfy(result -> assertThat(result.flaggedCategories()).containsExactly("violence_and_threats"));
    }

    @Test
    void a_conversation_is_judged_by_its_last_turn() {
        MistralModerationModel model =
                MistralModerationModel.builder().client(client).build();

        ModerationResponse response = model.moderateConversation(
                List.of(UserMessage.from("hello"), AiMessage.from("hi"), UserMessage.from("bye")));

        assertThat(response.moderation().flagged()).isFalse();
        assertThat(mistral.requests(Endpoint.CHAT_MODERATIONS)).hasSize(1);
        mistral.verify();
    }

    interface Assistant {
        @Moderate
        String chat(String message);
    }

    @Test
    void an_ai_service_that_moderates_refuses_what_is_flagged() {
        mistral.enqueue(
                Endpoint.MODERATIONS,
                Reply.json(
                        "{\"results\":[{\"categories\":{\"selfharm\":true},\"category_scores\":{\"selfharm\":0.9}}]}"));
        ChatModel chat = MistralChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(chat)
                .moderationModel(MistralModerationModel.builder().client(client).build())
                .build();

        assertThatThrownBy(() -> assistant.chat("something bad")).isInstanceOf(ModerationException.class);
    }

    @Test
    void an_error_with_status_200_is_an_error() {
        mistral.enqueue(Endpoint.MODERATIONS, Reply.json("{\"error\":{\"message\":\"it broke\"}}"));

        assertThatThrownBy(() ->
                        MistralModerationModel.builder().client(client).build().moderate("text"))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("it broke");
    }

    @Test
    void classifications_are_scores_by_target_and_label() {
        mistral.enqueue(
                Endpoint.CLASSIFICATIONS,
                Reply.json(
                        "{\"id\":\"c\",\"model\":\"ft\",\"results\":[{\"tone\":{\"scores\":{\"kind\":0.8,\"rude\":0.2}}}]}"));

        assertThat(client.classify("ft:classifier:x", List.of("text"))
                        .body()
                        .results()
                        .get(0)
                        .get("tone"))
                .containsEntry("kind", 0.8)
                .containsEntry("rude", 0.2);
    }

    @Test
    void names_that_the_model_does_not_have_let_nothing_pass() {
        MistralModerationModel chosen = MistralModerationModel.builder()
                .client(client)
                .categories(Set.of("of_an_old_model"))
                .build();
        MistralModerationModel threshold = MistralModerationModel.builder()
                .client(client)
                .threshold("of_an_old_model", 0.5)
                .build();

        assertThatThrownBy(() -> chosen.moderate("fine"))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("jailbreaking");
        assertThatThrownBy(() -> threshold.moderate("fine")).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void an_answer_with_fewer_results_than_texts_is_a_failure() {
        MistralModerationModel model =
                MistralModerationModel.builder().client(client).build();
        mistral.enqueue(Endpoint.MODERATIONS, Reply.json("{\"results\":[{\"categories\":{\"law\":false}}]}"));

        assertThatThrownBy(() -> model.moderate(
                        ModerationRequest.builder().texts(List.of("a", "b")).build()))
                .isInstanceOf(InternalServerException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'{\"selfharm\":null}';'{\"selfharm\":0.9}'",
                "'{\"pii\":false}';'{\"selfharm\":0.1}'",
                "'null';'{\"selfharm\":0.99}'"
            })
    void a_category_that_counts_and_was_not_judged_does_not_pass(String categories, String scores) {
        mistral.enqueue(Reply.json("{\"model\":\"m\",\"results\":[{\"categories\":" + categories
                + ",\"category_scores\":" + scores + "}]}"));

        assertThatThrownBy(() -> MistralModerationModel.builder()
                        .client(client)
                        .categories(Set.of("selfharm"))
                        .build()
                        .moderate("a"))
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("no verdict on [selfharm]");
    }

    @Test
    void without_a_score_the_verdict_of_the_server_stands_in_for_a_threshold() {
        mistral.enqueue(Reply.json("{\"model\":\"m\",\"results\":[{\"categories\":{\"selfharm\":true},"
                + "\"category_scores\":{\"selfharm\":null}}]}"));

        assertThat(MistralModerationModel.builder()
                        .client(client)
                        .threshold("selfharm", 0.2)
                        .build()
                        .moderate("a")
                        .content()
                        .flagged())
                .isTrue();
    }

    @Test
    void a_text_that_was_judged_by_nothing_does_not_pass() {
        mistral.enqueue(Endpoint.MODERATIONS, Reply.json("{\"results\":[{}]}"));

        assertThatThrownBy(() ->
                        MistralModerationModel.builder().client(client).build().moderate("text"))
                .isInstanceOf(InternalServerException.class);
    }

    @Test
    void messages_with_pictures_are_judged_by_their_texts() {
        MistralModerationModel model =
                MistralModerationModel.builder().client(client).build();
        ImageContent image = ImageContent.from("https://example.org/a.png");

        assertThat(model.moderate(UserMessage.from(image, TextContent.from("fine")))
                        .content()
                        .flagged())
                .isFalse();
        assertThat(model.moderate(List.of(UserMessage.from(image))).content().flagged())
                .isFalse();
        assertThat(mistral.requests(Endpoint.MODERATIONS)).hasSize(1);
    }

    @Test
    void listeners_hear_of_texts_and_of_conversations() {
        List<Integer> heard = new ArrayList<>();
        ModerationModelListener listener = new ModerationModelListener() {
            @Override
            public void onResponse(ModerationModelResponseContext context) {
                heard.add(context.moderationRequest().texts().size());
            }
        };
        MistralModerationModel model = MistralModerationModel.builder()
                .client(client)
                .listeners(List.of(listener))
                .build();

        model.moderate("fine");
        model.moderateConversation(List.of(UserMessage.from("a"), AiMessage.from("b")));

        assertThat(heard).containsExactly(1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"categories\":{\"sexual\":\"true\",\"pii\":false},\"category_scores\":{}}]",
                "[{\"categories\":{\"sexual\":false},\"category_scores\":{\"sexual\":\"0.9\"}}]",
                "[{\"categories\":{\"pii\":false,\"sexual\":null},\"category_scores\":{\"sexual\":0.9}}]",
                "[{\"categories\":{\"pii\":false},\"category_scores\":{\"sexual\":0.9}}]",
                "[{\"categories\":{\"pii\":false,\"sexual\":\"no\"},\"category_scores\":{\"sexual\":0.1}}]",
                "[\"fine\"]"
            })
    void a_verdict_that_is_missing_or_cannot_be_read_does_not_pass(String results) {
        mistral.enqueue(Endpoint.MODERATIONS, Reply.json("{\"results\":" + results + "}"));

        assertThatThrownBy(() ->
                        MistralModerationModel.builder().client(client).build().moderate("text"))
                .isInstanceOf(InternalServerException.class);
    }
}

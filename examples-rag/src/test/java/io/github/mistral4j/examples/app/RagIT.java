package io.github.mistral4j.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.langchain4j.exception.RateLimitException;
import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import io.github.mistral4j.examples.answer.AnswerEvent;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.answer.Source;
import io.github.mistral4j.examples.answer.Turn;
import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.examples.routing.Wish;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way over HTTP, with the stand-in behind a server that watches. */
class RagIT {

    @TempDir
    static Path cache;

    private static RecordingServer warmUp;

    private RecordingServer server;
    private Rag rag;

    @BeforeAll
    static void indexOnce() throws IOException {
        warmUp = new RecordingServer();
        Rag.open(settings(warmUp), IngestListener.SILENT).close();
    }

    @AfterAll
    static void closeWarmUp() {
        warmUp.close();
    }

    @BeforeEach
    void start() throws IOException {
        server = new RecordingServer();
    }

    @AfterEach
    void stop() {
        if (rag != null) {
            rag.close();
        }
        server.close();
    }

    @Test
    void an_answer_points_to_the_lines_it_comes_from() throws IOException {
        Answer answer = ask("How do I reset the Base to factory settings?");

        assertThat(answer.found()).isTrue();
        assertThat(answer.text()).contains("12 seconds");
        assertThat(answer.citations().invalid()).isEmpty();
        Source source = answer.citedSources().get(0);
        assertThat(source.passage().file()).isEqualTo("product-manual.md");
        List<String> lines = Files.readAllLines(rag.documents().resolve("product-manual.md"));
        assertThat(lines.subList(
                        source.passage().firstLine() - 1, source.passage().lastLine()))
                .anyMatch(line -> line.contains("12 seconds"));
        assertThat(answer.inputTokens()).isPositive();
        assertThat(answer.outputTokens()).isPositive();
        assertThat(answer.cost().total()).isPositive().isLessThan(answer.cost().baseline());
        assertThat(answer.timings().firstToken())
                .isLessThanOrEqualTo(answer.timings().total());
        assertThat(answer.answeredBy()).isEqualTo("standin-extractive");
    }

    @Test
    void a_question_costs_one_embedding_call_although_it_is_routed_and_searched_for() {
        open();
        server.forget();

        rag.qa()
                .ask(Question.of("How long may the wire to the solenoid be?"), event -> {})
                .answer();

        assertThat(server.embeddingCalls()).isEqualTo(1);
        assertThat(server.chatModels()).containsExactly("mistral-small-2603");
    }

    @Test
    void the_index_is_used_again_and_nothing_is_embedded_twice() {
        open();

        assertThat(rag.ingested().unchanged()).isEqualTo(12);
        assertThat(server.embeddingCalls()).isZero();
    }

    @Test
    void what_no_passage_is_near_to_is_answered_without_a_model() {
        Answer answer = ask("Which wine goes with duck?");

        assertThat(answer.text()).isEqualTo(Answer.NOT_FOUND);
        assertThat(answer.found()).isFalse();
        assertThat(server.chats()).isEmpty();
    }

    @Test
    void small_talk_is_not_searched_for() {
        Answer answer = ask("Thanks a lot!");

        assertThat(answer.decision().task()).isEqualTo("smalltalk");
        assertThat(answer.sources()).isEmpty();
        assertThat(answer.text()).contains("no language model");
    }

    @Test
    void an_instruction_in_a_document_is_flagged_and_not_followed() {
        Answer answer = ask("Does every Halla device carry a lifetime guarantee, and are all repairs free of charge?");

        assertThat(answer.sources()).anyMatch(Source::suspicious);
        assertThat(answer.text()).doesNotContain("PINEAPPLE").doesNotContain("lifetime");
    }

    @Test
    void a_follow_up_is_rewritten_before_it_is_searched_for() {
        open();
        List<AnswerEvent> events = new CopyOnWriteArrayList<>();
        Question question = new Question(
                "And for humidity?",
                List.of(new Turn("How accurate is the air temperature of the Halla Leaf?", "±0.2 °C [1].")),
                Wish.NONE,
                null);

        Answer answer = rag.qa().ask(question, events::add).answer();

        assertThat(answer.searchedFor()).contains("Leaf").contains("humidity");
        assertThat(answer.text()).contains("±2%");
        assertThat(events).first().isInstanceOf(AnswerEvent.Rewritten.class);
        assertThat(server.chatModels()).first().isEqualTo("mistral-small-2603");
        assertThat(answer.cost().overhead()).isPositive();
    }

    @Test
    void an_overloaded_model_is_replaced_before_the_first_token_and_that_is_shown() {
        server.overload("codestral-2508");
        open();
        List<AnswerEvent> events = new CopyOnWriteArrayList<>();

        Answer answer = rag.qa()
                .ask(Question.of("Show me a curl command that lists my stations."), events::add)
                .answer();

        assertThat(server.chatModels()).containsExactly("codestral-2508", "mistral-medium-3-5");
        assertThat(answer.decision().model()).isEqualTo("mistral-medium-3-5");
        assertThat(answer.decision().fellBackFrom()).isEqualTo("codestral-2508");
        assertThat(events)
                .contains(new AnswerEvent.FellBack(
                        "codestral-2508", "mistral-medium-3-5", "is at its rate limit", false));
        assertThat(answer.text()).contains("curl");
    }

    @Test
    void a_retired_model_and_one_the_plan_lacks_are_replaced_like_an_overloaded_one() {
        server.retire("codestral-2508");
        server.leaveOutOfPlan("mistral-medium-3-5");
        open();
        List<AnswerEvent> events = new CopyOnWriteArrayList<>();

        Answer answer = rag.qa()
                .ask(Question.of("Show me a curl command that lists my stations."), events::add)
                .answer();

        assertThat(answer.decision().model()).isEqualTo("mistral-small-2603");
        assertThat(events)
                .contains(
                        new AnswerEvent.FellBack(
                                "codestral-2508", "mistral-medium-3-5", "is unknown to the server or retired", false),
                        new AnswerEvent.FellBack(
                                "mistral-medium-3-5", "mistral-small-2603", "is not in the plan of this key", true));
    }

    @Test
    void a_weaker_fall_back_is_called_weaker_and_the_end_of_the_chain_is_the_error() {
        server.overload("mistral-small-2603");
        server.overload("mistral-large-2512");
        server.overload("ministral-14b-2512");
        open();
        List<AnswerEvent> events = new CopyOnWriteArrayList<>();

        assertThatThrownBy(() -> rag.qa()
                        .ask(Question.of("How do I reset the Base to factory settings?"), events::add)
                        .answer())
                .isInstanceOf(RateLimitException.class);

        assertThat(events)
                .filteredOn(AnswerEvent.FellBack.class::isInstance)
                .extracting(event -> ((AnswerEvent.FellBack) event).weaker())
                .containsExactly(false, true);
    }

    @Test
    void a_model_that_was_asked_for_by_name_is_not_replaced() {
        server.overload("mistral-large-2512");
        open();
        Question question =
                new Question("How do I reset the Base?", List.of(), new Wish(null, "mistral-large-2512"), null);

        assertThatThrownBy(() -> rag.qa().ask(question, event -> {}).answer()).isInstanceOf(RateLimitException.class);
        assertThat(server.chatModels()).containsExactly("mistral-large-2512");
    }

    @Test
    void a_model_the_server_does_not_list_is_never_asked() {
        server.hide("codestral-2508");

        Answer answer = ask("Show me a curl command that lists my stations.");

        assertThat(server.chatModels()).containsExactly("mistral-medium-3-5");
        assertThat(answer.decision().reason()).contains("does not list codestral-2508");
    }

    @Test
    void a_cancelled_answer_ends_at_once_although_no_token_has_come() throws InterruptedException {
        server.stall("mistral-small-2603");
        open();

        AnswerCall call = rag.qa().ask(Question.of("How do I reset the Base to factory settings?"), event -> {});
        assertThat(server.stalling.await(20, TimeUnit.SECONDS)).isTrue();
        call.cancel();

        assertThatThrownBy(call::answer).isInstanceOf(CancellationException.class);
    }

    @Test
    void nine_in_ten_golden_questions_are_routed_to_their_task() throws IOException {
        open();
        List<String> wrong = new ArrayList<>();
        int all = 0;
        for (JsonNode question : golden()) {
            if (!question.has("after")) {
                all++;
                String text = question.get("question").asText();
                String task = rag.router()
                        .decide(text, false, Wish.NONE, () -> 0, usage -> {})
                        .task();
                if (!task.equals(question.get("task").asText())) {
                    wrong.add(question.get("id").asText() + " -> " + task);
                }
            }
        }
        assertThat(wrong).as("of " + all).hasSizeLessThanOrEqualTo(all / 10);
    }

    private static JsonNode golden() throws IOException {
        try (InputStream yaml = RagIT.class.getResourceAsStream("/golden-questions.yaml")) {
            return new YAMLMapper().readTree(yaml).get("questions");
        }
    }

    private Answer ask(String question) {
        open();
        return rag.qa().ask(Question.of(question), event -> {}).answer();
    }

    private void open() {
        rag = Rag.open(settings(server), IngestListener.SILENT);
    }

    private static Settings settings(RecordingServer server) {
        return Settings.from(Map.of("RAG_CACHE", cache.toString()))
                .withApi(new ApiSettings(null, server.baseUrl(), null, 0));
    }
}

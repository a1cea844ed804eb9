package io.github.mistral4j.examples.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final Thresholds THRESHOLDS = new Thresholds(0.6, 0.05, 0, 0, 0, 0, "", "");

    private final RoutingTable table = RoutingTable.bundled();
    private final List<String> tasks = List.copyOf(table.tasks().keySet());

    @Test
    void what_the_user_says_comes_first_and_needs_no_embedding() {
        RoutingDecision decision = decide(untouched(), "```x```", true, new Wish("summary", null));

        assertThat(decision.task()).isEqualTo("summary");
        assertThat(decision.reason()).isEqualTo("you said --task summary");
        assertThat(decision.score()).isNull();
    }

    @Test
    void a_wished_model_replaces_the_one_of_the_task() {
        RoutingDecision decision =
                decide(router(all(), "code"), "Show me the source code", false, new Wish(null, "ministral-3b-2512"));

        assertThat(decision.task()).isEqualTo("code");
        assertThat(decision.model()).isEqualTo("ministral-3b-2512");
        assertThat(decision.reason()).contains("you said --model ministral-3b-2512");
        assertThat(router(all(), "code").fallbacks(decision, new Wish(null, "ministral-3b-2512")))
                .as("who insists on a model gets no other")
                .isEmpty();
    }

    @Test
    void hard_rules_come_before_the_classifier() {
        assertThat(decide(untouched(), "What is this?", true, Wish.NONE).task()).isEqualTo("vision");
        assertThat(decide(untouched(), "Why?\n```java\nint a\n```", false, Wish.NONE)
                        .task())
                .isEqualTo("code");
        assertThat(decide(untouched(), "What?\n  at a.B.c(B.java:12)", false, Wish.NONE)
                        .task())
                .isEqualTo("code");
    }

    @Test
    void the_classifier_takes_the_task_with_the_nearest_phrases_and_says_how_near() {
        RoutingDecision decision = decide(router(all(), "reasoning"), "?", false, Wish.NONE);

        assertThat(decision.task()).isEqualTo("reasoning");
        assertThat(decision.model()).isEqualTo(table.task("reasoning").model());
        assertThat(decision.reason()).isEqualTo("most like the examples of reasoning");
        assertThat(decision.score()).isCloseTo(1.0, within(0.01));
        assertThat(decision.runnerUp()).isNotNull();
    }

    @Test
    void wording_that_speaks_for_a_task_weighs_more_than_a_subject_that_speaks_for_another() {
        Map<String, String> wordings = Map.of(
                "Give me an overview of the error codes of the API", "summary",
                "Which of the two is better value?", "reasoning",
                "Fasse die Regeln für Reisen zusammen", "summary",
                "Pourquoi la facture est-elle si élevée ?", "reasoning",
                "¿Qué diferencia hay entre los dos planes?", "reasoning",
                "Schreib eine Funktion in Python, die das prüft", "code");

        wordings.forEach((question, task) -> {
            RoutingDecision decision = decide(router(all(), "lookup", "nothing"), question, false, Wish.NONE);
            assertThat(decision.task()).as(question).isEqualTo(task);
            assertThat(decision.words()).as(question).isNotEmpty();
            assertThat(decision.reason()).contains(decision.words()).contains(task);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What triggered the leak, most likely?",
                "Two pages give different prices. Which one holds now?",
                "Does the yearly ticket make more sense than paying each time?",
                "Is the tram faster than the bike?",
                "Would you recommend the larger one?",
                "Do I really need both of them?",
                "Woran liegt das?",
                "Ergibt ein Abo mehr Sinn?",
                "Zwei Seiten nennen verschiedene Preise. Welche gilt?",
                "Qu'est-ce qui a provoqué la fuite ?",
                "Deux pages donnent des prix différents. Lequel fait foi ?",
                "¿Qué provocó la fuga?",
                "¿Tiene sentido comprar los dos?"
            })
    void who_weighs_or_asks_for_a_cause_is_understood_in_four_languages(String question) {
        assertThat(decide(router(all(), "nothing"), question, false, Wish.NONE).task())
                .isEqualTo("reasoning");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many people are there, more than 10?",
                "Is the pool deeper than 2 metres?",
                "Until when does it take longer than two days?",
                "Which post office is nearest?",
                "Where can I get the form?",
                "Who is behind the counter?"
            })
    void a_number_or_a_word_that_looks_like_a_signal_stays_a_lookup(String question) {
        assertThat(decide(router(all(), "lookup", "nothing"), question, false, Wish.NONE)
                        .task())
                .isEqualTo("lookup");
    }

    @ParameterizedTest
    @ValueSource(strings = {"How do I POST an order to it?", "Show me how to list the rooms with fetch"})
    void methods_in_capitals_and_libraries_that_send_requests_speak_for_code(String question) {
        assertThat(decide(router(all(), "lookup", "nothing"), question, false, Wish.NONE)
                        .task())
                .isEqualTo("code");
    }

    @Test
    void a_question_near_the_examples_of_code_is_none_of_code_when_no_wording_asks_for_it() {
        RoutingDecision decision = decide(router(all(), "code"), "colour of the key", false, Wish.NONE);

        assertThat(decision.task()).isEqualTo(table.defaultTask());
        assertThat(decision.reason()).contains("no wording asks for it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bonsoir, vous allez bien ?", "Alles gut bei dir?", "¿Todo bien?", "Hello, are you doing well?"})
    void who_asks_how_the_program_is_talks(String question) {
        assertThat(decide(router(all(), "nothing"), question, false, Wish.NONE).task())
                .isEqualTo("smalltalk");
    }

    @Test
    void a_low_score_and_a_small_margin_lead_to_the_default_task() {
        RoutingDecision low = decide(router(all(), "nothing"), "?", false, Wish.NONE);
        assertThat(low.task()).isEqualTo(table.defaultTask());
        assertThat(low.reason()).contains("like nothing in particular");

        RoutingDecision close = decide(router(all(), "code", "summary"), "?", false, Wish.NONE);
        assertThat(close.task()).isEqualTo(table.defaultTask());
        assertThat(close.reason()).contains("too close to call");
    }

    @Test
    void small_talk_never_wins_over_a_near_passage() {
        Router router = router(all(), "smalltalk");

        assertThat(router.decide("?", false, Wish.NONE, () -> 0.2, usage -> {}).task())
                .isEqualTo(table.defaultTask());
        assertThat(router.decide("Thanks!", false, Wish.NONE, () -> 0.2, usage -> {})
                        .task())
                .as("a greeting is like some passage, but only a little")
                .isEqualTo("smalltalk");
        assertThat(router.decide("Tell me a joke about batteries", false, Wish.NONE, () -> 0.7, usage -> {})
                        .reason())
                .contains("a passage is near");
    }

    @Test
    void a_model_the_server_does_not_list_is_skipped_for_the_next_in_its_chain() {
        Set<String> some = new HashSet<>(table.models().keySet());
        some.remove("codestral-2508");

        RoutingDecision decision =
                decide(router(AvailableModels.of(some), "code"), "Show me the source code", false, Wish.NONE);

        assertThat(decision.model()).isEqualTo("mistral-medium-3-5");
        assertThat(decision.reason()).contains("does not list codestral-2508");
        assertThat(router(AvailableModels.of(some), "code").fallbacks(decision, Wish.NONE))
                .containsExactly("mistral-small-2603");
    }

    @Test
    void when_nothing_of_a_chain_is_offered_the_models_are_named() {
        AvailableModels one = AvailableModels.of(Set.of("ministral-3b-2512"));

        assertThatThrownBy(() -> decide(router(one, "code"), "Show me the source code", false, Wish.NONE))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("codestral-2508")
                .hasMessageContaining("--model");
        assertThatThrownBy(() -> decide(router(one, "code"), "Show me the source code", false, new Wish(null, "gone")))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void an_unknown_task_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> decide(untouched(), "Show me the source code", false, new Wish("poetry", null)))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("poetry")
                .hasMessageContaining("lookup, summary, reasoning, code, smalltalk, vision");
    }

    private static RoutingDecision decide(Router router, String question, boolean hasImage, Wish wish) {
        return router.decide(question, hasImage, wish, () -> 0, usage -> {});
    }

    /** Phrases of a task all point in the direction of that task, and a question in those of the given ones. */
    private Router router(AvailableModels available, String... likeTasks) {
        Map<String, Embedding> phrases = new HashMap<>();
        table.tasks().forEach((name, task) -> task.phrases().forEach(phrase -> phrases.put(phrase, like(name))));
        EmbeddingModel model = new EmbeddingModel() {
            @Override
            public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
                return Response.from(segments.stream()
                        .map(segment -> phrases.getOrDefault(segment.text(), like(likeTasks)))
                        .toList());
            }
        };
        return new Router(table, new PhraseClassifier(table, model), THRESHOLDS, available);
    }

    /** Of which no classifier may be asked. */
    private Router untouched() {
        TaskClassifier none = question -> {
            throw new AssertionError("the classifier was asked although that was not needed");
        };
        return new Router(table, none, THRESHOLDS, all());
    }

    private Embedding like(String... likeTasks) {
        float[] direction = new float[tasks.size() + 1];
        direction[tasks.size()] = 0.01f;
        for (String task : likeTasks) {
            direction[task.equals("nothing") ? tasks.size() : tasks.indexOf(task)] = 1;
        }
        return Embedding.from(direction);
    }

    private AvailableModels all() {
        return AvailableModels.of(table.models().keySet());
    }
}

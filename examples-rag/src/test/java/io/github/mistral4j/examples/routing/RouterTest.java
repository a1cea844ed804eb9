package io.github.mistral4j.examples.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.embedding.Embedding;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final RoutingTable table = RoutingTable.bundled();
    private final List<String> tasks = List.copyOf(table.tasks().keySet());

    @Test
    void what_the_user_says_comes_first_and_needs_no_embedding() {
        RoutingDecision decision =
                router(all()).decide("```x```", true, new Wish("summary", null), RouterTest::unwanted);

        assertThat(decision.task()).isEqualTo("summary");
        assertThat(decision.reason()).isEqualTo("you said --task summary");
        assertThat(decision.score()).isNull();
    }

    @Test
    void a_wished_model_replaces_the_one_of_the_task() {
        RoutingDecision decision =
                router(all()).decide("?", false, new Wish(null, "ministral-3b-2512"), () -> like("code"));

        assertThat(decision.task()).isEqualTo("code");
        assertThat(decision.model()).isEqualTo("ministral-3b-2512");
        assertThat(decision.reason()).contains("you said --model ministral-3b-2512");
        assertThat(router(all()).fallbacks(decision, new Wish(null, "ministral-3b-2512")))
                .as("who insists on a model gets no other")
                .isEmpty();
    }

    @Test
    void hard_rules_come_before_the_classifier() {
        assertThat(router(all())
                        .decide("What is this?", true, Wish.NONE, RouterTest::unwanted)
                        .task())
                .isEqualTo("vision");
        assertThat(router(all())
                        .decide("Why?\n```java\nint a\n```", false, Wish.NONE, RouterTest::unwanted)
                        .task())
                .isEqualTo("code");
        assertThat(router(all())
                        .decide("What?\n  at a.B.c(B.java:12)", false, Wish.NONE, RouterTest::unwanted)
                        .task())
                .isEqualTo("code");
    }

    @Test
    void the_classifier_takes_the_task_with_the_nearest_phrases_and_says_which() {
        RoutingDecision decision = router(all()).decide("?", false, Wish.NONE, () -> like("reasoning"));

        assertThat(decision.task()).isEqualTo("reasoning");
        assertThat(decision.model()).isEqualTo(table.task("reasoning").model());
        assertThat(decision.score()).isEqualTo(1.0);
        assertThat(decision.nearestPhrase()).isIn(table.task("reasoning").phrases());
        assertThat(decision.runnerUp()).isNotNull();
    }

    @Test
    void a_low_score_and_a_small_margin_lead_to_the_default_task() {
        float[] nothing = new float[tasks.size() + 1];
        nothing[tasks.size()] = 1;
        RoutingDecision low = router(all()).decide("?", false, Wish.NONE, () -> Embedding.from(nothing));
        assertThat(low.task()).isEqualTo(table.defaultTask());
        assertThat(low.reason()).contains("like nothing in particular");

        float[] between = new float[tasks.size() + 1];
        between[tasks.indexOf("code")] = 1;
        between[tasks.indexOf("summary")] = 0.99f;
        RoutingDecision close = router(all()).decide("?", false, Wish.NONE, () -> Embedding.from(between));
        assertThat(close.task()).isEqualTo(table.defaultTask());
        assertThat(close.reason()).contains("too close to call");
    }

    @Test
    void a_model_the_server_does_not_list_is_skipped_for_the_next_in_its_chain() {
        Set<String> some = new HashSet<>(table.models().keySet());
        some.remove("codestral-2508");

        RoutingDecision decision = router(AvailableModels.of(some)).decide("?", false, Wish.NONE, () -> like("code"));

        assertThat(decision.model()).isEqualTo("mistral-medium-3-5");
        assertThat(decision.reason()).contains("does not list codestral-2508");
        assertThat(router(AvailableModels.of(some)).fallbacks(decision, Wish.NONE))
                .containsExactly("mistral-small-2603");
    }

    @Test
    void when_nothing_of_a_chain_is_offered_the_models_are_named() {
        AvailableModels one = AvailableModels.of(Set.of("ministral-3b-2512"));

        assertThatThrownBy(() -> router(one).decide("?", false, Wish.NONE, () -> like("code")))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("codestral-2508")
                .hasMessageContaining("--model");
        assertThatThrownBy(() -> router(one).decide("?", false, new Wish(null, "gone"), () -> like("code")))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void an_unknown_task_is_answered_with_the_known_ones() {
        assertThatThrownBy(() -> router(all()).decide("?", false, new Wish("poetry", null), RouterTest::unwanted))
                .isInstanceOf(RoutingException.class)
                .hasMessageContaining("poetry")
                .hasMessageContaining("lookup, summary, reasoning, code, smalltalk, vision");
    }

    /** Phrases of a task all point in the direction of that task. */
    private Router router(AvailableModels available) {
        Map<String, Embedding> embeddings = new HashMap<>();
        table.tasks().forEach((name, task) -> task.phrases().forEach(phrase -> embeddings.put(phrase, like(name))));
        Thresholds thresholds = new Thresholds(0.3, 0.05, 0, 0, 0, 0, 0.6, 0, 0, 0, "", "");
        return new Router(table, new PhraseClassifier(table, embeddings), thresholds, available);
    }

    private Embedding like(String task) {
        float[] direction = new float[tasks.size() + 1];
        direction[tasks.indexOf(task)] = 1;
        return Embedding.from(direction);
    }

    private AvailableModels all() {
        return AvailableModels.of(table.models().keySet());
    }

    private static Embedding unwanted() {
        throw new AssertionError("the question was embedded although that was not needed");
    }
}

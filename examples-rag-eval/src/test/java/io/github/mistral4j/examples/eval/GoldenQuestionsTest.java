package io.github.mistral4j.examples.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.routing.RoutingTable;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenQuestionsTest {

    static List<GoldenQuestions> sets() {
        return List.of(GoldenQuestions.bundled(), GoldenQuestions.heldOut());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void every_question_has_a_known_task_and_sources_that_stand_in_their_files(GoldenQuestions set) throws Exception {
        for (GoldenQuestion question : set.questions()) {
            assertThat(RoutingTable.bundled().tasks()).as(question.id()).containsKey(question.task());
            boolean needsSources = question.answerable() && !question.task().equals("smalltalk");
            assertThat(!question.sources().isEmpty()).as(question.id()).isEqualTo(needsSources);
            for (GoldenQuestion.Source source : question.sources()) {
                try (InputStream file = getClass().getResourceAsStream("/sample-docs/" + source.file())) {
                    assertThat(new String(file.readAllBytes(), StandardCharsets.UTF_8).lines())
                            .as(question.id())
                            .anyMatch(line -> line.contains(source.contains()));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void the_sets_have_every_kind_of_question(GoldenQuestions set) {
        assertThat(set.questions())
                .extracting(GoldenQuestion::task)
                .contains("lookup", "summary", "reasoning", "code", "smalltalk");
        assertThat(set.questions()).anyMatch(GoldenQuestion::isFollowUp).anyMatch(question -> !question.answerable());
    }
}

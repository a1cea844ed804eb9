package io.github.mistral4j.examples.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingTableTest {

    private final RoutingTable table = RoutingTable.bundled();

    @Test
    void no_phrase_stands_twice_and_none_is_a_held_out_one() {
        assertThat(table.allPhrases()).doesNotHaveDuplicates();
    }

    @Test
    void every_task_sends_only_what_its_models_take() {
        table.tasks().forEach((name, task) -> {
            for (String model : task.chain()) {
                ModelInfo info = table.model(model);
                TaskParameters parameters = task.parameters().forModel(info);
                assertThat(parameters.reasoningEffort() == null || info.reasoning())
                        .as("%s: effort for %s", name, model)
                        .isTrue();
                assertThat(parameters.temperature() == null || parameters.temperature() <= 1.5)
                        .isTrue();
                assertThat(name.equals("vision") && !info.vision())
                        .as("%s cannot see", model)
                        .isFalse();
            }
        });
    }

    @Test
    void the_thresholds_that_come_with_the_program_belong_to_its_phrases() {
        assertThat(ThresholdsFile.bundled().find("standin-embed-minilm-l6-v2-q-glossed-3", table))
                .as("after a change of the phrases run: rag calibrate --output .../thresholds.yaml")
                .isPresent();
    }

    @Test
    void thresholds_of_other_phrases_are_not_used(@TempDir Path folder) {
        Thresholds stale = new Thresholds(0.3, 0.1, 1, 1, 1, 1, "2026-01-01", "other phrases");
        Path file = folder.resolve("thresholds.yaml");
        ThresholdsFile.bundled().with("a model", stale).write(file);

        assertThat(ThresholdsFile.read(file).find("a model", table)).isEmpty();
        assertThat(ThresholdsFile.read(file).find("standin-embed-minilm-l6-v2-q-glossed-3", table))
                .isPresent();
    }

    @Test
    void a_mistake_in_a_routing_file_is_named(@TempDir Path folder) throws IOException {
        String yaml = new String(
                RoutingTable.class.getResourceAsStream("/routing.yaml").readAllBytes(), StandardCharsets.UTF_8);
        Path misspelt = Files.writeString(folder.resolve("a.yaml"), yaml.replace("fallbacks:", "fallback:"));
        Path unknown = Files.writeString(
                folder.resolve("b.yaml"), yaml.replace("model: codestral-2508", "model: codestral-9999"));

        assertThatThrownBy(() -> RoutingTable.read(misspelt))
                .hasMessageContaining("a.yaml")
                .hasMessageContaining("fallback");
        assertThatThrownBy(() -> RoutingTable.read(unknown)).hasMessageContaining("codestral-9999");
    }

    @Test
    void every_task_but_vision_has_phrases_to_learn_and_to_check() {
        List<String> without = table.tasks().entrySet().stream()
                .filter(task -> task.getValue().phrases().isEmpty()
                        || task.getValue().heldOut().isEmpty())
                .map(Map.Entry::getKey)
                .toList();

        assertThat(without).containsExactly("vision");
    }
}

package io.github.mistral4j.examples.eval;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which task was decided for the questions of which task.
 *
 * @param tasks in the order of rows and columns
 */
public record ConfusionMatrix(List<String> tasks, Map<String, Map<String, Integer>> counts) {

    static ConfusionMatrix of(List<Outcome> outcomes) {
        Set<String> tasks = new LinkedHashSet<>();
        outcomes.forEach(outcome -> tasks.add(outcome.golden().task()));
        outcomes.forEach(outcome -> tasks.add(outcome.answer().decision().task()));
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            counts.computeIfAbsent(outcome.golden().task(), task -> new LinkedHashMap<>())
                    .merge(outcome.answer().decision().task(), 1, Integer::sum);
        }
        return new ConfusionMatrix(List.copyOf(tasks), counts);
    }

    public int count(String expected, String decided) {
        return counts.getOrDefault(expected, Map.of()).getOrDefault(decided, 0);
    }

    /** How many questions there are of a task. */
    public int of(String expected) {
        return counts.getOrDefault(expected, Map.of()).values().stream()
                .mapToInt(count -> count)
                .sum();
    }
}

package io.github.mistral4j.examples.routing;

import dev.langchain4j.classification.EmbeddingModelTextClassifier;
import dev.langchain4j.classification.ScoredLabel;
import dev.langchain4j.classification.TextClassifier;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Needs no language model. LangChain4j's classifier says how near the question is to the example phrases of each task; since
 * that is nearness in subject more than in kind, the {@linkplain Signal signals} of its wording are added.
 */
public final class PhraseClassifier implements TaskClassifier {

    private static final double MEAN_TO_MAX = 0.3;
    private static final double NEXT_SIGNAL = 0.1;
    private static final double EARLIEST = 0.08;

    private final RoutingTable table;
    private final TextClassifier<String> phrases;

    /** @param embeddings also of the question, so it should remember what it embedded */
    public PhraseClassifier(RoutingTable table, EmbeddingModel embeddings) {
        this.table = table;
        Map<String, List<String>> examples = new LinkedHashMap<>();
        table.tasks().forEach((name, task) -> {
            if (!task.phrases().isEmpty()) {
                examples.put(name, task.phrases());
            }
        });
        phrases = new EmbeddingModelTextClassifier<>(embeddings, examples, examples.size(), 0, MEAN_TO_MAX);
    }

    @Override
    public Classification classify(String question) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (ScoredLabel<String> label : phrases.classifyWithScores(question).scoredLabels()) {
            scores.put(label.label(), label.score());
        }
        Wording wording = wording(question);
        wording.weights().forEach((task, weight) -> scores.merge(task, weight, Double::sum));
        List<Map.Entry<String, Double>> order = scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .toList();
        Map.Entry<String, Double> best = order.get(0);
        Map.Entry<String, Double> second = order.get(1);
        return new Classification(
                best.getKey(),
                best.getValue(),
                best.getValue() - second.getValue(),
                wording.words().getOrDefault(best.getKey(), ""),
                second.getKey(),
                null);
    }

    /** What each task gets for its wording, and the first of the words. */
    private record Wording(Map<String, Double> weights, Map<String, String> words) {}

    private Wording wording(String question) {
        Map<String, Double> weights = new LinkedHashMap<>();
        Map<String, String> words = new LinkedHashMap<>();
        int[] first = {Integer.MAX_VALUE};
        String[] earliest = {""};
        table.tasks().forEach((name, task) -> {
            double strongest = 0;
            int found = 0;
            for (Signal signal : task.signals()) {
                var match = signal.find(question);
                if (match.isPresent()) {
                    found++;
                    strongest = Math.max(strongest, signal.weight());
                    words.putIfAbsent(name, match.get().group().strip());
                    if (match.get().start() < first[0] && !name.equals(table.defaultTask())) {
                        first[0] = match.get().start();
                        earliest[0] = name;
                    }
                }
            }
            if (found > 0) {
                weights.put(name, strongest + (found - 1) * NEXT_SIGNAL);
            }
        });
        weights.computeIfPresent(earliest[0], (task, weight) -> weight + EARLIEST);
        return new Wording(weights, words);
    }
}

package io.github.mistral4j.examples.routing;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.store.embedding.CosineSimilarity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a question with the example phrases; a task's score is the mean similarity of its nearest three phrases. */
public final class PhraseClassifier {

    private static final int NEAREST = 3;

    private final Map<String, List<Phrase>> phrases = new LinkedHashMap<>();

    private record Phrase(String text, Embedding embedding) {}

    private record Score(String task, double value, String nearestPhrase) {}

    /** @param embeddings of all phrases of the table */
    public PhraseClassifier(RoutingTable table, Map<String, Embedding> embeddings) {
        table.tasks().forEach((name, task) -> {
            if (!task.phrases().isEmpty()) {
                phrases.put(
                        name,
                        task.phrases().stream()
                                .map(text -> new Phrase(text, embeddings.get(text)))
                                .toList());
            }
        });
    }

    public Classification classify(Embedding question) {
        List<Score> scores = new ArrayList<>();
        phrases.forEach((task, examples) -> scores.add(score(question, task, examples)));
        scores.sort(Comparator.comparingDouble(Score::value).reversed());
        Score best = scores.get(0);
        Score second = scores.get(1);
        Map<String, Double> all = new LinkedHashMap<>();
        scores.forEach(score -> all.put(score.task(), score.value()));
        return new Classification(
                best.task(), best.value(), best.value() - second.value(), best.nearestPhrase(), second.task(), all);
    }

    private static Score score(Embedding question, String task, List<Phrase> examples) {
        record Near(String text, double similarity) {}
        List<Near> nearest = examples.stream()
                .map(phrase -> new Near(phrase.text(), CosineSimilarity.between(question, phrase.embedding())))
                .sorted(Comparator.comparingDouble(Near::similarity).reversed())
                .limit(NEAREST)
                .toList();
        double mean = nearest.stream().mapToDouble(Near::similarity).average().orElse(0);
        return new Score(task, mean, nearest.get(0).text());
    }
}

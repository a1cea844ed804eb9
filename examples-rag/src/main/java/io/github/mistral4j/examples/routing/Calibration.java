package io.github.mistral4j.examples.routing;

import dev.langchain4j.data.embedding.Embedding;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Chooses the thresholds of an embedding model. Score and margin: those under which the classifier is most often right on the
 * held-out phrases, and sends questions about something else to the default task. Passage score: above what nearly all questions reach that have nothing to do with the documents.
 */
public final class Calibration {

    private final RoutingTable table;
    private final Map<String, Embedding> embeddings;
    private final Clock clock;

    private record Sample(String task, Classification classification) {}

    private record Limits(double score, double margin, double accuracy) {}

    /** @param embeddings of all phrases, held-out phrases and unrelated questions of the table */
    public Calibration(RoutingTable table, Map<String, Embedding> embeddings, Clock clock) {
        this.table = table;
        this.embeddings = embeddings;
        this.clock = clock;
    }

    /** @param bestPassageScore the score of the passage nearest to a question, 0 when there are no passages */
    public Thresholds compute(ToDoubleFunction<Embedding> bestPassageScore) {
        List<Sample> samples = samples();
        Limits best = bestLimits(samples);
        long believed = samples.stream()
                .filter(sample -> sample.classification().score() >= best.score()
                        && sample.classification().margin() >= best.margin())
                .count();
        List<Double> noise = table.unrelated().stream()
                .map(question -> bestPassageScore.applyAsDouble(embeddings.get(question)))
                .sorted()
                .toList();
        return new Thresholds(
                best.score(),
                best.margin(),
                samples.size(),
                round(best.accuracy()),
                round(accuracy(samples, 0, 0)),
                round((double) believed / samples.size()),
                round(percentile(noise, 0.95)),
                noise.size(),
                round(percentile(noise, 0.5)),
                round(percentile(noise, 1)),
                LocalDate.now(clock).toString(),
                table.phrasesHash());
    }

    private List<Sample> samples() {
        PhraseClassifier classifier = new PhraseClassifier(table, embeddings);
        List<Sample> samples = new ArrayList<>();
        table.tasks()
                .forEach((name, task) -> task.heldOut()
                        .forEach(phrase -> samples.add(new Sample(name, classifier.classify(embeddings.get(phrase))))));
        table.unrelated()
                .forEach(question ->
                        samples.add(new Sample(table.defaultTask(), classifier.classify(embeddings.get(question)))));
        return samples;
    }

    /** Of all limits that are right equally often, those nearest to their middle: at the edge one phrase more changes all. */
    private Limits bestLimits(List<Sample> samples) {
        List<Limits> tried = new ArrayList<>();
        for (int score = 0; score <= 60; score++) {
            for (int margin = 0; margin <= 20; margin++) {
                tried.add(new Limits(score / 100.0, margin / 100.0, accuracy(samples, score / 100.0, margin / 100.0)));
            }
        }
        double highest = tried.stream().mapToDouble(Limits::accuracy).max().orElseThrow();
        List<Limits> best =
                tried.stream().filter(limits -> limits.accuracy() == highest).toList();
        double score = best.stream().mapToDouble(Limits::score).average().orElseThrow();
        double margin = best.stream().mapToDouble(Limits::margin).average().orElseThrow();
        return best.stream()
                .min(Comparator.comparingDouble(limits -> Math.hypot(limits.score() - score, limits.margin() - margin)))
                .orElseThrow();
    }

    private double accuracy(List<Sample> samples, double minScore, double minMargin) {
        long right = samples.stream()
                .filter(sample -> {
                    Classification best = sample.classification();
                    boolean believed = best.score() >= minScore && best.margin() >= minMargin;
                    return sample.task().equals(believed ? best.task() : table.defaultTask());
                })
                .count();
        return (double) right / samples.size();
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

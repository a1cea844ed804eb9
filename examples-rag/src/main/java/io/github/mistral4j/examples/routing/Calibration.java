package io.github.mistral4j.examples.routing;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses the thresholds of an embedding model. Score and margin: those under which the classifier is most often right on the
 * held-out phrases, and sends questions about something else to the default task.
 */
public final class Calibration {

    private final RoutingTable table;
    private final TaskClassifier classifier;
    private final Clock clock;

    private record Sample(String task, Classification classification) {}

    private record Limits(double score, double margin, double accuracy) {}

    public Calibration(RoutingTable table, TaskClassifier classifier, Clock clock) {
        this.table = table;
        this.classifier = classifier;
        this.clock = clock;
    }

    public Thresholds compute() {
        List<Sample> samples = samples();
        Limits best = bestLimits(samples);
        long believed = samples.stream()
                .filter(sample -> !sample.classification().words().isEmpty()
                        || sample.classification().score() >= best.score()
                                && sample.classification().margin() >= best.margin())
                .count();
        return new Thresholds(
                best.score(),
                best.margin(),
                samples.size(),
                round(best.accuracy()),
                round(accuracy(samples, 0, 0)),
                round((double) believed / samples.size()),
                LocalDate.now(clock).toString(),
                table.phrasesHash());
    }

    private List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        table.tasks()
                .forEach((name, task) ->
                        task.heldOut().forEach(phrase -> samples.add(new Sample(name, classifier.classify(phrase)))));
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
                    boolean believed =
                            !best.words().isEmpty() || best.score() >= minScore && best.margin() >= minMargin;
                    return sample.task().equals(believed ? best.task() : table.defaultTask());
                })
                .count();
        return (double) right / samples.size();
    }

    private static double round(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}

package io.github.mistral4j.examples.routing;

import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides, in this order: what the user said, hard rules, the classifier, the default task. */
public final class Router {

    private static final Logger LOG = LoggerFactory.getLogger(Router.class);

    private static final String SMALLTALK = "smalltalk";
    private static final String CODE = "code";
    private static final double NEAR_A_GREETING = 0.45;
    private static final String NEAR = "sounds like small talk, but a passage is near";

    private final RoutingTable table;
    private final TaskClassifier classifier;
    private final Thresholds thresholds;
    private final AvailableModels available;

    public Router(RoutingTable table, TaskClassifier classifier, Thresholds thresholds, AvailableModels available) {
        this.table = table;
        this.classifier = classifier;
        this.thresholds = thresholds;
        this.available = available;
    }

    public RoutingTable table() {
        return table;
    }

    public Thresholds thresholds() {
        return thresholds;
    }

    /** Whether a language model classifies, so that it takes a while. */
    public boolean asksModel() {
        return classifier instanceof ModelClassifier;
    }

    /**
     * @param nearest the relevance of the best passage, 0 when the documents say nothing about the question
     * @param spent told what a model used that was asked for the task
     */
    public RoutingDecision decide(
            String question, boolean hasImage, Wish wish, DoubleSupplier nearest, Consumer<TokenUsage> spent) {
        RoutingDecision decision = withUsableModel(task(question, hasImage, wish, nearest, spent), wish);
        LOG.info("{}", decision);
        return decision;
    }

    /** The model for rewriting; when the server does not list it, the first one of the default task that it does. */
    public String rewriteModel() {
        if (available.contains(table.rewriteModel())) {
            return table.rewriteModel();
        }
        List<String> usable = available.usable(table.task(table.defaultTask()).chain());
        return usable.isEmpty() ? table.rewriteModel() : usable.get(0);
    }

    /** The models to try when the decided one fails, in order. */
    public List<String> fallbacks(RoutingDecision decision, Wish wish) {
        if (wish.model() != null) {
            return List.of();
        }
        List<String> chain =
                new ArrayList<>(available.usable(table.task(decision.task()).chain()));
        int at = chain.indexOf(decision.model());
        return at < 0 ? List.of() : chain.subList(at + 1, chain.size());
    }

    private RoutingDecision task(
            String question, boolean hasImage, Wish wish, DoubleSupplier nearest, Consumer<TokenUsage> spent) {
        if (wish.task() != null) {
            return decided("you said --task " + wish.task(), wish.task());
        }
        Optional<HardRules.Match> rule = HardRules.match(question, hasImage);
        if (rule.isPresent()) {
            return decided(rule.get().reason(), rule.get().task());
        }
        Classification best = classifier.classify(question);
        if (best.usage() != null) {
            spent.accept(best.usage());
        }
        String reason = reason(best, nearest);
        String task = best.task();
        if (reason.isEmpty()) {
            reason = best.words().isEmpty()
                    ? "most like the examples of " + task
                    : "\"" + best.words() + "\" speaks for " + task;
        } else {
            task = table.defaultTask();
        }
        return new RoutingDecision(
                task,
                table.task(task).model(),
                reason,
                best.score(),
                best.margin(),
                best.words(),
                best.runnerUp(),
                null);
    }

    /** Why the classifier is not believed; empty when it is. */
    private String reason(Classification best, DoubleSupplier nearest) {
        if (best.usage() == null && best.words().isEmpty()) {
            if (best.score() < thresholds.minScore()) {
                return format("like nothing in particular, %.2f is needed", thresholds.minScore());
            }
            if (best.margin() < thresholds.minMargin()) {
                return best.task() + " and " + best.runnerUp() + " are too close to call";
            }
        }
        if (best.task().equals(CODE) && best.usage() == null && best.words().isEmpty() && hasSignals(CODE)) {
            return "near the examples of code, but no wording asks for it";
        }
        double near = best.words().isEmpty() ? 0 : NEAR_A_GREETING;
        return best.task().equals(SMALLTALK) && nearest.getAsDouble() > near ? NEAR : "";
    }

    /** A question about what programs are about, too, is near to those about programs. */
    private boolean hasSignals(String task) {
        return !table.task(task).signals().isEmpty();
    }

    private RoutingDecision decided(String reason, String task) {
        return RoutingDecision.because(reason, task, table.task(task).model());
    }

    private RoutingDecision withUsableModel(RoutingDecision decision, Wish wish) {
        String wished = wish.model();
        if (wished != null) {
            if (!available.contains(wished)) {
                throw new RoutingException(
                        "The server does not offer the model " + wished + ". `models` lists what it has.");
            }
            return decision.withModel(wished, "; you said --model " + wished);
        }
        if (available.contains(decision.model())) {
            return decision;
        }
        List<String> usable = available.usable(table.task(decision.task()).chain());
        if (usable.isEmpty()) {
            throw new RoutingException("The server offers none of the models for " + decision.task() + " ("
                    + String.join(", ", table.task(decision.task()).chain())
                    + "). Name one with --model; `models` lists what it has.");
        }
        String why = "; the server does not list " + decision.model();
        LOG.warn("{} is skipped: the server does not list it. {} takes its place.", decision.model(), usable.get(0));
        return decision.withModel(usable.get(0), why);
    }

    private static String format(String pattern, Object... arguments) {
        return String.format(Locale.ROOT, pattern, arguments);
    }
}

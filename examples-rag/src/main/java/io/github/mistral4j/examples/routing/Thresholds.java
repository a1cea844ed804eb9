package io.github.mistral4j.examples.routing;

/**
 * The limits of the classifier for one embedding model, with the numbers they rest on. Similarities of different embedding models cannot be
 * compared, so each model has its own.
 *
 * @param minScore a best task below it is not believed
 * @param minMargin a best task that is less than this ahead of the runner-up is not believed
 * @param heldOutPhrases how many phrases the two were chosen on
 * @param accuracy the share of them that the classifier with these limits gives the right task
 * @param accuracyWithoutLimits the same when the best task is always believed
 * @param believed the share of them whose best task is believed
 * @param computed the date
 * @param phrases a hash of the phrases they were computed from
 */
public record Thresholds(
        double minScore,
        double minMargin,
        int heldOutPhrases,
        double accuracy,
        double accuracyWithoutLimits,
        double believed,
        String computed,
        String phrases) {}

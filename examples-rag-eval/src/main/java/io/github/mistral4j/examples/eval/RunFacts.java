package io.github.mistral4j.examples.eval;

/**
 * What was measured, and where.
 *
 * @param standIn whether the stand-in answered, so that what it says is no language model's doing
 * @param server who answered
 * @param embeddings the model that made the vectors
 * @param minPassageScore passages below it are not shown
 * @param seconds how long the whole run took
 */
public record RunFacts(
        String date,
        boolean standIn,
        String server,
        String embeddings,
        int documents,
        int passages,
        double minPassageScore,
        String pricesOf,
        String java,
        double seconds) {}

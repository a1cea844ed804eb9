package io.github.mistral4j.examples.ingest;

import java.time.Duration;

/**
 * What an update did.
 *
 * @param passages embedded in this update
 * @param passagesInIndex of all documents
 */
public record IngestReport(
        int read,
        int removed,
        int unchanged,
        int skipped,
        int passages,
        int passagesInIndex,
        int tokens,
        Duration took) {}

package io.github.mistral4j.examples.ingest;

import io.github.mistral4j.examples.documents.LeftOut;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What an update did.
 *
 * @param leftOut of the documents in the list and in the index, also what an earlier update left out
 * @param passages embedded in this update
 * @param passagesInIndex of all documents
 */
public record IngestReport(
        int read,
        int removed,
        int unchanged,
        List<LeftOut> leftOut,
        int passages,
        int passagesInIndex,
        int tokens,
        Duration took) {

    /** How many documents are not read at all. */
    public int skipped() {
        return (int) leftOut.stream().filter(one -> !one.reason().partly()).count();
    }

    /** Together with what the folder left out. */
    public IngestReport and(List<LeftOut> more) {
        List<LeftOut> all = new ArrayList<>(more);
        all.addAll(leftOut);
        return new IngestReport(read, removed, unchanged, all, passages, passagesInIndex, tokens, took);
    }
}

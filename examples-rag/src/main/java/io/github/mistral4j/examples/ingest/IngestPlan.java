package io.github.mistral4j.examples.ingest;

import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.documents.DocumentFile;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.store.IndexedFile;
import io.github.mistral4j.examples.store.PassageIndex;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What an update has to do.
 *
 * @param toRead new and changed documents, and those an interrupted update did not finish
 * @param toRemove names of documents that are gone
 * @param leftOut documents that cannot be opened
 */
public record IngestPlan(List<Reading> toRead, List<String> toRemove, int unchanged, List<LeftOut> leftOut) {

    /** @param stored how many of its passages are in the index already, from an update that was interrupted */
    public record Reading(DocumentFile file, String hash, int stored) {}

    static IngestPlan of(List<DocumentFile> documents, PassageIndex index) {
        List<Reading> toRead = new ArrayList<>();
        Set<String> gone = new HashSet<>(index.files().keySet());
        List<LeftOut> leftOut = new ArrayList<>();
        int unchanged = 0;
        for (DocumentFile document : documents) {
            String hash;
            try {
                hash = ContentHash.of(document);
            } catch (DocumentException e) {
                leftOut.add(new LeftOut(document.name(), e.reason(), ""));
                continue;
            }
            gone.remove(document.name());
            IndexedFile known = index.files().get(document.name());
            boolean same = known != null && ContentHash.matches(known.hash(), hash);
            if (same && known.complete()) {
                unchanged++;
            } else {
                toRead.add(new Reading(document, hash, same ? known.passages() : 0));
            }
        }
        return new IngestPlan(toRead, gone.stream().sorted().toList(), unchanged, leftOut);
    }

    public boolean isEmpty() {
        return toRead.isEmpty() && toRemove.isEmpty();
    }

    public long bytes() {
        return toRead.stream().mapToLong(reading -> reading.file().bytes()).sum();
    }
}

package io.github.mistral4j.examples.ingest;

import io.github.mistral4j.examples.documents.DocumentFile;
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
 */
public record IngestPlan(List<Reading> toRead, List<String> toRemove, int unchanged) {

    /** @param stored how many of its passages are in the index already, from an update that was interrupted */
    public record Reading(DocumentFile file, String hash, int stored) {}

    static IngestPlan of(List<DocumentFile> documents, PassageIndex index) {
        List<Reading> toRead = new ArrayList<>();
        Set<String> gone = new HashSet<>(index.files().keySet());
        int unchanged = 0;
        for (DocumentFile document : documents) {
            gone.remove(document.name());
            String hash = ContentHash.of(document);
            IndexedFile known = index.files().get(document.name());
            boolean same = known != null && known.hash().equals(hash);
            if (same && known.complete()) {
                unchanged++;
            } else {
                toRead.add(new Reading(document, hash, same ? known.passages() : 0));
            }
        }
        return new IngestPlan(toRead, gone.stream().sorted().toList(), unchanged);
    }

    public boolean isEmpty() {
        return toRead.isEmpty() && toRemove.isEmpty();
    }

    public long bytes() {
        return toRead.stream().mapToLong(reading -> reading.file().bytes()).sum();
    }
}

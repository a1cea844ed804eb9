package io.github.mistral4j.examples.app;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.search.Relevance;
import io.github.mistral4j.examples.store.PassageIndex;
import io.github.mistral4j.examples.store.StoreUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relevance that was measured for the documents of an index. How near the nearest passage is to a question about something
 * else depends on how many there are and on what they are about.
 *
 * @param of the documents and what they were measured with
 */
record KeptRelevance(String of, Relevance relevance) {

    private static final Logger LOG = LoggerFactory.getLogger(KeptRelevance.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Changes with the way relevance is computed. */
    private static final int VERSION = 2;

    /** Measures only when a document has changed since the last time. */
    static Relevance of(Path file, PassageIndex index, String measuredWith, Supplier<Relevance> measure) {
        String of = StoreUrl.hash(VERSION + measuredWith + index.files().values());
        try {
            KeptRelevance kept =
                    Files.exists(file) ? JSON.readValue(Files.readAllBytes(file), KeptRelevance.class) : null;
            if (kept != null && of.equals(kept.of()) && kept.relevance() != null) {
                return kept.relevance();
            }
        } catch (IOException e) {
            LOG.info("{} cannot be read and is made anew.", file);
        }
        Relevance measured = measure.get();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, JSON.writeValueAsBytes(new KeptRelevance(of, measured)));
        } catch (IOException e) {
            LOG.warn("{} cannot be written; it is measured again next time.", file);
        }
        return measured;
    }
}

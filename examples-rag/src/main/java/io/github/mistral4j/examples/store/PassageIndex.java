package io.github.mistral4j.examples.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.search.KeywordIndex;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A LangChain4j embedding store, and which documents are in it. What was added stays when the program is killed; a document is
 * {@linkplain IndexedFile#complete complete} after {@link #complete}, and one that is not can be continued.
 */
public interface PassageIndex extends AutoCloseable {

    EmbeddingStore<TextSegment> store();

    /** The words of the same passages. */
    KeywordIndex keywords();

    /** By name. */
    Map<String, IndexedFile> files();

    /** Forgets the document's former passages. */
    void begin(String file, String hash);

    /** The next passages of a document that was begun. */
    void add(String file, List<Passage> passages, List<Embedding> embeddings);

    void complete(String file);

    void remove(String file);

    /**
     * Takes in what other processes have written since. Where they can be waited for, none of them writes until {@link #release}.
     *
     * @param waiting run before a wait
     */
    void claim(Runnable waiting);

    /** Lets other processes write. */
    void release();

    /** What `doctor` and `ingest` show. */
    String place();

    @Override
    void close();

    default int passages() {
        return files().values().stream().mapToInt(IndexedFile::passages).sum();
    }

    /** Ids that depend on nothing but the place: two machines that index the same document write the same rows. */
    static List<String> ids(IndexedFile file, int count) {
        List<String> ids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String place = file.name() + "#" + file.hash() + "#" + (file.passages() + i);
            ids.add(UUID.nameUUIDFromBytes(place.getBytes(StandardCharsets.UTF_8))
                    .toString());
        }
        return ids;
    }
}

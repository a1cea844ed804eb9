package io.github.mistral4j.examples.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.search.KeywordIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * LangChain4j's in-memory store, with every addition written to a file as well. (The store can save itself, but as one JSON text,
 * which for 100,000 passages is more than a gigabyte and has to be written as a whole.)
 */
final class FileIndex implements PassageIndex {

    private final IndexLog log;
    private final String identity;
    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    private final KeywordIndex keywords = new KeywordIndex();
    private final Map<String, IndexedFile> files = new ConcurrentSkipListMap<>();
    private final Map<String, List<String>> ids = new HashMap<>();
    private int logged;
    private boolean headed;

    private FileIndex(Path file, String identity) {
        this.log = new IndexLog(file);
        this.identity = identity;
    }

    /** @param identity what the file must have been made with; an index of something else is begun anew */
    static FileIndex open(Path file, String identity) {
        try {
            PrivateFiles.createFolder(file.getParent());
            FileIndex index = new FileIndex(file, identity);
            index.log.replay(index::apply);
            if (!index.headed) {
                Files.deleteIfExists(file);
                index = new FileIndex(file, identity);
            }
            return index;
        } catch (IOException e) {
            throw new StoreException(
                    "Cannot read the index " + file
                            + ". Delete it to have it made again, or name another cache folder in RAG_CACHE.",
                    e);
        }
    }

    @Override
    public EmbeddingStore<TextSegment> store() {
        return store;
    }

    @Override
    public KeywordIndex keywords() {
        return keywords;
    }

    @Override
    public Map<String, IndexedFile> files() {
        return Collections.unmodifiableMap(files);
    }

    @Override
    public String place() {
        return log.file().toString();
    }

    @Override
    public void begin(String file, String hash) {
        write(new IndexRecord.Begin(file, hash));
    }

    @Override
    public void add(String file, List<Passage> passages, List<Embedding> embeddings) {
        write(new IndexRecord.Passages(
                file, passages, embeddings.stream().map(Embedding::vector).toList()));
    }

    @Override
    public void complete(String file) {
        write(new IndexRecord.Complete(file));
    }

    @Override
    public void remove(String file) {
        write(new IndexRecord.Remove(file));
    }

    @Override
    public void claim(Runnable waiting) {
        try {
            if (log.hasChanged()) {
                List.copyOf(files.keySet()).forEach(this::forget);
                headed = false;
                logged = 0;
                log.replay(this::apply);
            }
        } catch (IOException e) {
            throw new StoreException("Cannot read the index " + log.file() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void release() {
        try {
            if (logged > 2 * passages() + 1000 && !log.hasChanged()) {
                compact();
            }
            log.close();
        } catch (IOException e) {
            throw new StoreException("Cannot write the index " + log.file() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        release();
        keywords.close();
    }

    private void write(IndexRecord record) {
        try {
            if (!headed) {
                IndexRecord header = new IndexRecord.Header(identity);
                log.append(header);
                apply(header);
            }
            log.append(record);
        } catch (IOException e) {
            throw new StoreException("Cannot write the index " + log.file() + ": " + e.getMessage(), e);
        }
        apply(record);
    }

    private void apply(IndexRecord record) {
        if (record instanceof IndexRecord.Header header) {
            headed = header.file().equals(identity);
        }
        if (!headed) {
            return;
        }
        if (record instanceof IndexRecord.Begin begin) {
            forget(begin.file());
            files.put(begin.file(), new IndexedFile(begin.file(), begin.hash(), 0, false));
        } else if (record instanceof IndexRecord.Passages added) {
            store(added);
        } else if (record instanceof IndexRecord.Complete) {
            files.computeIfPresent(record.file(), (name, file) -> file.completed());
        } else if (record instanceof IndexRecord.Remove) {
            forget(record.file());
        }
    }

    private void store(IndexRecord.Passages added) {
        IndexedFile file = files.get(added.file());
        if (file == null || added.passages().isEmpty()) {
            return;
        }
        List<String> newIds = PassageIndex.ids(file, added.passages().size());
        List<TextSegment> segments =
                added.passages().stream().map(Passage::toSegment).toList();
        store.addAll(newIds, added.vectors().stream().map(Embedding::from).toList(), segments);
        keywords.add(newIds, segments);
        ids.computeIfAbsent(added.file(), name -> new ArrayList<>()).addAll(newIds);
        files.put(added.file(), file.plus(newIds.size()));
        logged += newIds.size();
    }

    private void forget(String file) {
        files.remove(file);
        List<String> gone = ids.remove(file);
        if (gone != null) {
            store.removeAll(new HashSet<>(gone));
            keywords.remove(gone);
        }
    }

    /** Keeps, of each document that is still there, what follows its last beginning. */
    private void compact() throws IOException {
        Map<String, Integer> beginnings = new HashMap<>();
        log.replay(record -> {
            if (record instanceof IndexRecord.Begin) {
                beginnings.merge(record.file(), 1, Integer::sum);
            }
        });
        Map<String, Integer> seen = new HashMap<>();
        log.compact(record -> {
            if (record instanceof IndexRecord.Header) {
                return true;
            }
            if (record instanceof IndexRecord.Begin) {
                seen.merge(record.file(), 1, Integer::sum);
            }
            return files.containsKey(record.file())
                    && !(record instanceof IndexRecord.Remove)
                    && seen.getOrDefault(record.file(), 0).equals(beginnings.get(record.file()));
        });
        logged = passages();
    }
}

package io.github.mistral4j.examples.store;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Embeddings of the routing phrases, kept beside the indexes: they change only when the routing file does. */
public final class PhraseCache {

    private final Path file;

    /** @param space the name of the embedding model */
    public PhraseCache(Path cacheFolder, String space) {
        this.file = cacheFolder.resolve("phrases-" + StoreUrl.hash(space) + ".bin");
    }

    /** Embeddings of all texts; only those that were never asked for before are computed, and each batch is kept as it comes. */
    public Map<String, Embedding> embeddings(List<String> texts, EmbeddingModel model, int batch, Progress progress) {
        Map<String, Embedding> known = read();
        List<String> missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        known.keySet().retainAll(new ArrayList<>(texts));
        for (int from = 0; from < missing.size(); from += batch) {
            progress.embedded(from, missing.size());
            List<String> next = missing.subList(from, Math.min(from + batch, missing.size()));
            List<Embedding> computed = model.embedAll(
                            next.stream().map(TextSegment::from).toList())
                    .content();
            for (int i = 0; i < next.size(); i++) {
                known.put(next.get(i), computed.get(i));
            }
            write(known);
        }
        if (!missing.isEmpty()) {
            progress.embedded(missing.size(), missing.size());
        }
        return known;
    }

    /** Told before the first batch and after each. */
    public interface Progress {
        void embedded(int done, int all);
    }

    private Map<String, Embedding> read() {
        Map<String, Embedding> known = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return known;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String text = in.readUTF();
                float[] vector = new float[in.readInt()];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = in.readFloat();
                }
                known.put(text, Embedding.from(vector));
            }
            return known;
        } catch (IOException e) {
            return new LinkedHashMap<>();
        }
    }

    private void write(Map<String, Embedding> embeddings) {
        Path unfinished = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid());
        try {
            Files.createDirectories(file.getParent());
            try (DataOutputStream out =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(unfinished)))) {
                out.writeInt(embeddings.size());
                for (Map.Entry<String, Embedding> entry : embeddings.entrySet()) {
                    out.writeUTF(entry.getKey());
                    float[] vector = entry.getValue().vector();
                    out.writeInt(vector.length);
                    for (float number : vector) {
                        out.writeFloat(number);
                    }
                }
            }
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StoreException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}

package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import io.github.mistral4j.examples.language.Glossary;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All-MiniLM-L6-v2, quantised, inside this process: 384 dimensions, good for English. What is written in German, French or
 * Spanish is put into English word by word first.
 */
final class LocalEmbeddings {

    static final String MODEL = "standin-embed-minilm-l6-v2-q-glossed-3";

    private static final int KEPT = 4_000;

    /** The same sentences are compared with one question after the other. */
    private static final Map<String, Embedding> RECENT = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > KEPT;
        }
    };

    private LocalEmbeddings() {}

    static List<Embedding> embed(List<String> texts) {
        Map<String, Embedding> known = new HashMap<>();
        synchronized (RECENT) {
            texts.forEach(text -> known.computeIfAbsent(text, RECENT::get));
        }
        List<String> missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        if (!missing.isEmpty()) {
            List<Embedding> computed = Model.INSTANCE
                    .embedAll(missing.stream()
                            .map(Glossary::inEnglish)
                            .map(TextSegment::from)
                            .toList())
                    .content();
            synchronized (RECENT) {
                for (int i = 0; i < missing.size(); i++) {
                    known.put(missing.get(i), computed.get(i));
                    RECENT.put(missing.get(i), computed.get(i));
                }
            }
        }
        return texts.stream().map(known::get).toList();
    }

    private static final class Model {

        static final EmbeddingModel INSTANCE;

        static {
            // The tokenizer's library would otherwise call home, and on a machine without a network wait for it.
            System.setProperty("OPT_OUT_TRACKING", "true");
            INSTANCE = new AllMiniLmL6V2QuantizedEmbeddingModel();
        }
    }
}

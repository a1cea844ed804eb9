package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;
import java.util.List;

/** All-MiniLM-L6-v2, quantised, inside this process: 384 dimensions, good for English. */
final class LocalEmbeddings {

    static final String MODEL = "standin-embed-minilm-l6-v2-q";

    private LocalEmbeddings() {}

    static List<Embedding> embed(List<String> texts) {
        return texts.isEmpty()
                ? List.of()
                : Model.INSTANCE
                        .embedAll(texts.stream().map(TextSegment::from).toList())
                        .content();
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

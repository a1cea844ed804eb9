package io.github.mistral4j.examples.search;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Embeds a question once, for routing and for the search, and knows the example phrases. */
public final class RememberedEmbeddings implements EmbeddingModel {

    private static final int QUESTIONS = 100;

    private final EmbeddingModel model;
    private final Map<String, Embedding> phrases;
    private final Map<String, Embedding> recent = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Embedding> eldest) {
            return size() > QUESTIONS;
        }
    });

    public RememberedEmbeddings(EmbeddingModel model, Map<String, Embedding> phrases) {
        this.model = model;
        this.phrases = Map.copyOf(phrases);
    }

    /** The tokens are those of what was not known. */
    @Override
    public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        List<String> texts = segments.stream().map(TextSegment::text).toList();
        Map<String, Embedding> known = new HashMap<>();
        texts.forEach(text -> known.computeIfAbsent(text, this::known));
        List<String> missing = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        TokenUsage usage = new TokenUsage(0);
        if (!missing.isEmpty()) {
            Response<List<Embedding>> response =
                    model.embedAll(missing.stream().map(TextSegment::from).toList());
            usage = response.tokenUsage();
            for (int i = 0; i < missing.size(); i++) {
                known.put(missing.get(i), response.content().get(i));
                recent.put(missing.get(i), response.content().get(i));
            }
        }
        return Response.from(texts.stream().map(known::get).toList(), usage);
    }

    private Embedding known(String text) {
        Embedding phrase = phrases.get(text);
        return phrase == null ? recent.get(text) : phrase;
    }
}

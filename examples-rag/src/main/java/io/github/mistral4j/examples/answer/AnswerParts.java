package io.github.mistral4j.examples.answer;

import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.mistral4j.examples.pricing.PriceList;
import io.github.mistral4j.examples.routing.Router;

/** What every answer is made with. */
record AnswerParts(
        EmbeddingModel embeddings,
        QuestionRewriter rewriter,
        Router router,
        Retriever retriever,
        FallbackChat chat,
        PriceList prices) {}

package io.github.mistral4j.examples.answer;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import io.github.mistral4j.examples.pricing.PriceList;
import io.github.mistral4j.examples.routing.Router;
import java.util.concurrent.Executor;

/** What every answer is made with. */
record AnswerParts(
        EmbeddingModel embeddings,
        FollowUps followUps,
        Router router,
        ContentRetriever retriever,
        FallbackChat chat,
        PriceList prices,
        Executor threads) {}

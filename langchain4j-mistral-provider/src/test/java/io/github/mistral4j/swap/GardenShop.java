package io.github.mistral4j.swap;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import java.util.List;

/** An application as its authors wrote it for some provider; nothing in this file knows which one it is. */
final class GardenShop {

    record Offer(String product, int pieces, double total) {}

    interface Clerk {
        @SystemMessage("You are the clerk of a garden shop.")
        @UserMessage("Make an offer for: {{it}}")
        Offer offer(String wish);
    }

    static final class PriceList {

        private int asked;

        @Tool("Price of one piece in euros")
        double price(String product) {
            asked++;
            return product.equals("Halla Leaf") ? 89.0 : 0;
        }

        int asked() {
            return asked;
        }
    }

    private GardenShop() {}

    static Clerk clerk(ChatModel model, PriceList prices) {
        ContentRetriever documents = query -> List.of(Content.from("A Halla Leaf is sold singly."));
        return AiServices.builder(Clerk.class)
                .chatModel(model)
                .chatMemory(MessageWindowChatMemory.withMaxMessages(20))
                .tools(prices)
                .contentRetriever(documents)
                .build();
    }
}

package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.service.AiServices;
import io.github.mistral4j.MistralChatModel;
import java.util.Map;

/** The model calls a method of yours and answers with what it returned. {@code ./rag quickstart tools} */
public final class Tools {

    interface Assistant {
        String answer(String question);
    }

    static final class Stock {

        private static final Map<String, Integer> PIECES = Map.of("Ulva", 12, "Brann", 0);

        @Tool("How many pieces of a product are in stock")
        String inStock(@P("the name of the product") String product) {
            System.out.println("  inStock(" + product + ")");
            return PIECES.containsKey(product) ? PIECES.get(product) + " pieces of " + product : "no such product";
        }
    }

    private Tools() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(MistralChatModel.builder()
                            .client(server.client())
                            .modelName("mistral-medium-latest")
                            .build())
                    .tools(new Stock())
                    .build();
            System.out.println(assistant.answer("Is the kettle Ulva in stock?"));
        }
    }
}

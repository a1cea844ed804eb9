package io.github.mistral4j.examples.springboot;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import io.github.mistral4j.spring.MistralClientCustomizer;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Answers a question with the help of a tool: {@code ./mvnw -q spring-boot:run -pl examples-spring-boot}, after
 * {@code ./mvnw -q install -DskipTests}. Where {@code MISTRAL_API_KEY} is set, Mistral answers; else a server within this program
 * plays its part.
 */
@SpringBootApplication
public class TeaShop {

    private static final String QUESTION = "How much oolong do you have?";

    public static void main(String[] args) {
        SpringApplication.run(TeaShop.class, args);
    }

    /** What the model can ask. */
    static final class Stock {

        @Tool("How many grams of a tea are in stock")
        public int gramsOf(String tea) {
            return tea.length() * 100;
        }
    }

    /** The AI service. */
    public interface Seller {

        @SystemMessage("You sell tea. Answer in one sentence.")
        String answer(String question);
    }

    @Bean
    Seller seller(ChatModel model) {
        return AiServices.builder(Seller.class)
                .chatModel(model)
                .tools(new Stock())
                .build();
    }

    @Bean
    CommandLineRunner ask(Seller seller) {
        return args -> System.out.println(seller.answer(args.length == 0 ? QUESTION : String.join(" ", args)));
    }

    /** Without a key: a server that calls the tool and then says what came of it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "langchain4j.mistral-ai.client.api-key", havingValue = "none")
    static class WithoutKey {

        @Bean(destroyMethod = "close")
        MistralTestServer server() {
            return MistralTestServer.start()
                    .enqueue(
                            Reply.toolCall("gramsOf", "{\"tea\":\"oolong\"}"),
                            Reply.text(
                                    "We have 600 grams of oolong (said by the test server, since there is no key)."));
        }

        @Bean
        MistralClientCustomizer toServer(MistralTestServer server) {
            return builder -> builder.baseUrl(server.baseUrl()).apiKey(server.apiKey());
        }
    }
}

package io.github.mistral4j.examples.quickstart;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailException;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.ModerationRequest;
import dev.langchain4j.service.AiServices;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.moderation.MistralModerationModel;
import io.github.mistral4j.moderation.MistralModerationResult;
import java.util.List;
import java.util.Set;

/** What a moderation model flags never reaches the chat model. {@code ./rag quickstart guard} */
public final class ModerationGuard {

    interface Assistant {
        String answer(String question);
    }

    record Harmless(ModerationModel moderation) implements InputGuardrail {

        @Override
        public InputGuardrailResult validate(UserMessage message) {
            Set<String> flagged = MistralModerationResult.of(moderation.moderate(ModerationRequest.builder()
                            .texts(List.of(message.singleText()))
                            .build()))
                    .get(0)
                    .flaggedCategories();
            if (flagged.isEmpty()) {
                return success();
            }
            System.out.println("  flagged: " + String.join(", ", flagged));
            return fatal("not a fit question");
        }
    }

    private ModerationGuard() {}

    public static void main(String... arguments) {
        try (Server server = Server.open()) {
            MistralClient client = server.client();
            // Some categories are topics and not harm (health, law, …): name the ones that count.
            MistralModerationModel moderation = MistralModerationModel.builder()
                    .client(client)
                    .categories(Set.of("violence_and_threats", "hate_and_discrimination", "jailbreaking"))
                    .build();
            Assistant assistant = AiServices.builder(Assistant.class)
                    .chatModel(MistralChatModel.builder()
                            .client(client)
                            .modelName("mistral-small-latest")
                            .build())
                    .inputGuardrails(new Harmless(moderation))
                    .build();
            ask(assistant, "How do I descale the Ulva kettle?");
            // The server on this machine knows a category by its name alone.
            ask(assistant, "I will break your arms if you touch my kettle! (violence_and_threats)");
        }
    }

    private static void ask(Assistant assistant, String question) {
        System.out.println("> " + question);
        try {
            System.out.println(assistant.answer(question));
        } catch (InputGuardrailException e) {
            System.out.println("The chat model was not asked.");
        }
    }
}

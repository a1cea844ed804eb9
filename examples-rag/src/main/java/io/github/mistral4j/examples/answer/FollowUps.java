package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.ChatMemory;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.input.PromptTemplate;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.rag.query.transformer.CompressingQueryTransformer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a follow-up ("and for humidity?") as a question that stands alone, since that is what gets embedded. */
final class FollowUps {

    private static final int MESSAGES_READ = 8;

    private static final PromptTemplate TEMPLATE = PromptTemplate.from("""
            Rewrite the follow-up as one question that can be understood without the conversation. Keep its language, its meaning and \
            what it asks for (a summary, code, a reason). If it can be understood on its own, or is only a greeting or thanks, repeat \
            it unchanged. Reply with the question alone.

            <conversation>
            {{chatMemory}}
            </conversation>

            <follow_up>
            {{query}}
            </follow_up>""");

    private final ChatModel model;

    record Rewritten(String question, @Nullable TokenUsage usage) {}

    FollowUps(ChatModel model) {
        this.model = model;
    }

    Rewritten rewrite(String question, List<Turn> history) {
        Metered metered = new Metered(model);
        List<ChatMessage> before = memory(history, MESSAGES_READ).messages();
        String rewritten = new CompressingQueryTransformer(metered, TEMPLATE)
                .transform(Query.from(question, Metadata.from(UserMessage.from(question), "conversation", before)))
                .iterator()
                .next()
                .text()
                .strip();
        return new Rewritten(rewritten, metered.usage);
    }

    /** The end of the conversation, without the marks: the numbers of an earlier prompt would only confuse. */
    static ChatMemory memory(List<Turn> history, int messages) {
        ChatMemory memory = MessageWindowChatMemory.withMaxMessages(messages);
        for (Turn turn : history) {
            memory.add(UserMessage.from(turn.question()));
            memory.add(AiMessage.from(Citations.without(turn.answer())));
        }
        return memory;
    }

    /** LangChain4j's transformer does not say what it used. */
    private static final class Metered implements ChatModel {

        private final ChatModel model;
        private @Nullable TokenUsage usage;

        Metered(ChatModel model) {
            this.model = model;
        }

        @Override
        public ChatResponse chat(ChatRequest request) {
            ChatResponse response = model.chat(request);
            usage = response.tokenUsage();
            return response;
        }
    }
}

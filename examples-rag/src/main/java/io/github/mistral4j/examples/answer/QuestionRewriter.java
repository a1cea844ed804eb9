package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.List;

/**
 * Writes a follow-up ("and for humidity?") as a question that stands alone, because that is what gets embedded. LangChain4j has
 * {@code CompressingQueryTransformer} for the same inside a {@code RetrievalAugmentor}; here the token usage is wanted as well.
 */
final class QuestionRewriter {

    private static final int TURNS_READ = 4;
    private static final int ANSWER_READ = 600;

    private static final String INSTRUCTIONS = """
            Rewrite the user's last message as one question that can be understood without the conversation. Keep its language, \
            its meaning and what it asks for (a summary, code, a reason). If it can be understood on its own, or is only a greeting \
            or thanks, repeat it unchanged. Reply with the question alone.""";

    private final ChatModel model;

    QuestionRewriter(ChatModel model) {
        this.model = model;
    }

    ChatResponse rewrite(String question, List<Turn> history) {
        StringBuilder conversation = new StringBuilder("<conversation>\n");
        for (Turn turn : history.subList(Math.max(0, history.size() - TURNS_READ), history.size())) {
            String answer = turn.answer().replaceAll("\\s+", " ");
            conversation
                    .append("User: ")
                    .append(turn.question().replaceAll("\\s+", " "))
                    .append("\nAssistant: ")
                    .append(answer, 0, Math.min(answer.length(), ANSWER_READ))
                    .append('\n');
        }
        conversation.append("</conversation>\n\n<follow_up>\n").append(question).append("\n</follow_up>");
        return model.chat(ChatRequest.builder()
                .messages(List.of(SystemMessage.from(INSTRUCTIONS), UserMessage.from(conversation.toString())))
                .build());
    }
}

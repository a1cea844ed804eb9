package io.github.mistral4j.internal.answer;

import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialToolCall;

/** What an answer consists of, told while it is put together. */
public interface AnswerEvents {

    /** For an answer that arrives as a whole. */
    AnswerEvents NONE = new AnswerEvents() {
        @Override
        public void text(String text) {}

        @Override
        public void thinking(String text) {}

        @Override
        public void partialToolCall(PartialToolCall call) {}

        @Override
        public void completeToolCall(CompleteToolCall call) {}

        @Override
        public void unmapped(Object part) {}
    };

    void text(String text);

    void thinking(String text);

    void partialToolCall(PartialToolCall call);

    void completeToolCall(CompleteToolCall call);

    /** A part or an event of a type that LangChain4j has no callback for. */
    void unmapped(Object part);
}

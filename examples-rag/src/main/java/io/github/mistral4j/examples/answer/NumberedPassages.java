package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.content.injector.ContentInjector;
import io.github.mistral4j.examples.documents.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts the passages before the question, numbered, so that an answer can point to them with marks such as [1]. A document cannot end its
 * own passage.
 */
public final class NumberedPassages implements ContentInjector {

    @Override
    public ChatMessage inject(List<dev.langchain4j.rag.content.Content> passages, ChatMessage message) {
        UserMessage user = (UserMessage) message;
        StringBuilder text = new StringBuilder("<passages>\n");
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = Passage.of(passages.get(i).textSegment());
            text.append("<passage n=\"").append(i + 1);
            attribute(text, "place", passage.place().replace(">", "&gt;"));
            attribute(text, "heading", passage.heading());
            attribute(text, "about", passage.about().replace(">", "&gt;"));
            text.append("\">\n").append(contained(passage.text())).append("\n</passage>\n");
        }
        text.append("</passages>\n\n<question>\n").append(text(user)).append("\n</question>");
        List<Content> contents = new ArrayList<>();
        contents.add(TextContent.from(text.toString()));
        user.contents().stream()
                .filter(content -> !(content instanceof TextContent))
                .forEach(contents::add);
        return UserMessage.from(contents);
    }

    private static String text(UserMessage message) {
        return message.contents().stream()
                .filter(TextContent.class::isInstance)
                .map(content -> ((TextContent) content).text())
                .findFirst()
                .orElse("");
    }

    private static void attribute(StringBuilder text, String name, String value) {
        text.append("\" ")
                .append(name)
                .append("=\"")
                .append(value.replace('"', '\'').replace("<", "&lt;"));
    }

    private static String contained(String text) {
        return text.replaceAll("(?i)<(/?)(passages?|question)\\b", "&lt;$1$2");
    }
}

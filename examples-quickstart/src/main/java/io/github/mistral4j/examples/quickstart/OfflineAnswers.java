package io.github.mistral4j.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.testserver.Conversation;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the test server says in the place of a model: it quotes, calls tools and knows one scan, and understands nothing. */
final class OfflineAnswers {

    private static final Pattern PASSAGE = Pattern.compile("(?s)\\[1] (.*?)(?=\\n\\[2]|$)");
    private static final Pattern FOLLOW_UP = Pattern.compile("(?s)User: (.*?)\\nAI: .*User query: (.*?)\\n");
    private static final Pattern NAME = Pattern.compile("\\b(?!What|Which|How|And|Is|The|My)\\p{Lu}\\p{L}+");

    /** What stands on the picture service-report.png. */
    private static final String SCAN = """
            # Service report 4711

            The pump of unit 12 was replaced on 3 March 2026.

            The next inspection of unit 12 is due on 3 September 2026.""";

    private OfflineAnswers() {}

    static Reply chat(Conversation asked) {
        String question = asked.question();
        Matcher passage = PASSAGE.matcher(question);
        Matcher followUp = FOLLOW_UP.matcher(question);
        if (!asked.results().isEmpty()) {
            return Reply.text("The tool says: " + String.join("; ", asked.results()));
        } else if (asked.request().has("tools")) {
            return Reply.toolCall(asked.request().at("/tools/0/function/name").asText(), arguments(asked, question));
        } else if (followUp.find()) {
            return Reply.text(followUp.group(1) + " " + followUp.group(2));
        } else if (passage.find()) {
            return Reply.text(passage.group(1).lines().findFirst().orElse("").strip() + " [1]");
        }
        JsonNode schema = asked.formatSchema();
        return Reply.text(schema == null ? "This is " + asked.model() + "." : values(schema, question));
    }

    static Reply ocr(ReceivedRequest request) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("model", request.json().path("model").asText());
        ObjectNode page = body.putArray("pages").addObject().put("index", 0).put("markdown", SCAN);
        page.putArray("images");
        page.putObject("dimensions").put("dpi", 100).put("height", 240).put("width", 640);
        body.putObject("usage_info").put("pages_processed", 1);
        return Reply.json(200, body);
    }

    private static String arguments(Conversation asked, String question) {
        return values(asked.request().at("/tools/0/function/parameters"), question);
    }

    /** For each property the second of its values, the words of the question, or the first name in it. */
    private static String values(JsonNode schema, String question) {
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        Matcher name = NAME.matcher(question);
        String first = name.find() ? name.group() : question;
        schema.get("properties").properties().forEach(property -> {
            JsonNode options = property.getValue().path("enum");
            if (property.getValue().path("type").toString().contains("array")) {
                values.putArray(property.getKey()).add(question);
            } else {
                values.put(
                        property.getKey(),
                        options.isEmpty() ? first : options.get(1).asText());
            }
        });
        return values.toString();
    }
}

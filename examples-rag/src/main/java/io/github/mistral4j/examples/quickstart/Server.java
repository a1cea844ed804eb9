package io.github.mistral4j.examples.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testserver.Conversation;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Mistral when {@code MISTRAL_API_KEY} is set, else the test server on this machine, which quotes and calls tools without
 * understanding anything. In a program of yours, {@code MistralClient.builder().apiKey(key).build()} takes its place.
 */
final class Server implements AutoCloseable {

    private static final Pattern PASSAGE = Pattern.compile("(?s)\\[1] (.*?)(?=\\n\\[2]|$)");
    private static final Pattern FOLLOW_UP = Pattern.compile("(?s)User: (.*?)\\nAI: .*User query: (.*?)\\n");
    private static final Pattern NAME = Pattern.compile("\\b(?!What|Which|How|And|Is|The|My)\\p{Lu}\\p{L}+");

    private final @Nullable MistralTestServer offline;
    private final MistralClient client;

    private Server(@Nullable MistralTestServer offline, MistralClient client) {
        this.offline = offline;
        this.client = client;
    }

    static Server open() {
        String key = System.getenv("MISTRAL_API_KEY");
        if (key != null && !key.isBlank()) {
            return new Server(null, MistralClient.builder().apiKey(key).build());
        }
        System.out.println(
                "(No MISTRAL_API_KEY: a server on this machine answers. It quotes; no language model is running.)");
        MistralTestServer server = MistralTestServer.start().onChat(Server::reply);
        return new Server(
                server,
                MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey(server.apiKey())
                        .build());
    }

    MistralClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        if (offline != null) {
            offline.close();
        }
    }

    private static Reply reply(Conversation asked) {
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

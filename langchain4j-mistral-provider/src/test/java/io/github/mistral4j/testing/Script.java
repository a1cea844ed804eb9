package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.testserver.Conversation;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What the test server answers to the suites of LangChain4j. */
@FunctionalInterface
public interface Script {

    /** The answer to a conversation; throws when there is none, which fails the request. */
    Reply answer(Conversation conversation);

    /** A script whose rules are in JSON files of {@code src/test/resources/suites}; the first rule that fits answers. */
    static Script of(String... names) {
        List<ScriptRule> rules = new ArrayList<>();
        for (String name : names) {
            String resource = "/suites/" + name + ".json";
            try (InputStream in = Objects.requireNonNull(Script.class.getResourceAsStream(resource), resource)) {
                for (JsonNode rule : new ObjectMapper().readTree(in)) {
                    rules.add(new ScriptRule(rule));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(resource, e);
            }
        }
        return conversation -> rules.stream()
                .filter(rule -> rule.fits(conversation))
                .findFirst()
                .orElseThrow(() -> new ScriptException("no answer to '" + conversation.question() + "' after "
                        + conversation.results().size() + " results, format " + conversation.format()))
                .answer(conversation);
    }

    /** A server that answers chats from this script. */
    default MistralTestServer serve(ToolCallStreaming streaming) {
        return MistralTestServer.start()
                .onChat(conversation -> answer(conversation).toolCallStreaming(streaming));
    }

    /** The same with a pause between the events of its streams. */
    default MistralTestServer serve(Duration pause) {
        return MistralTestServer.start()
                .onChat(conversation -> answer(conversation).pause(pause));
    }
}

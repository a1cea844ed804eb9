package io.github.mistral4j.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the stand-in answers. */
@FunctionalInterface
public interface Script {

    /** The answer to a conversation; empty when there is none, which fails the request. */
    Optional<Answer> answer(Conversation conversation);

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
                .map(rule -> rule.answer(conversation));
    }
}

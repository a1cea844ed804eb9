package io.github.mistral4j.examples.routing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Wording that speaks for a task, whatever the question is about.
 *
 * @param weight what it adds to the score of the task
 * @param words a regular expression; case does not matter
 */
public record Signal(double weight, Pattern words) {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

    @JsonCreator
    static Signal of(@JsonProperty("weight") double weight, @JsonProperty("words") String words) {
        try {
            return new Signal(weight, Pattern.compile(words, FLAGS));
        } catch (PatternSyntaxException e) {
            throw new RoutingException("A signal of the routing file is no regular expression: " + e.getMessage(), e);
        }
    }

    Optional<MatchResult> find(String question) {
        Matcher matcher = words.matcher(question);
        return matcher.find() ? Optional.of(matcher.toMatchResult()) : Optional.empty();
    }
}

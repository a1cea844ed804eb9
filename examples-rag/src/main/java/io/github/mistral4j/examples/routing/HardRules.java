package io.github.mistral4j.examples.routing;

import java.util.Optional;
import java.util.regex.Pattern;

/** What is certain without comparing anything. */
final class HardRules {

    private static final Pattern CODE_FENCE = Pattern.compile("```");
    private static final Pattern STACK_TRACE =
            Pattern.compile("(?m)^\\s+at [\\w.$]+\\([\\w.]+:\\d+\\)|Traceback \\(most recent call last\\)");

    record Match(String task, String reason) {}

    private HardRules() {}

    static Optional<Match> match(String question, boolean hasImage) {
        if (hasImage) {
            return Optional.of(new Match("vision", "an image is attached"));
        }
        if (CODE_FENCE.matcher(question).find()) {
            return Optional.of(new Match("code", "the question contains a code block"));
        }
        if (STACK_TRACE.matcher(question).find()) {
            return Optional.of(new Match("code", "the question contains a stack trace"));
        }
        return Optional.empty();
    }
}

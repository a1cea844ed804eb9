package io.github.mistral4j.examples.answer;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks of an answer.
 *
 * @param valid numbers of passages that were in the prompt
 * @param invalid numbers that no passage has: the model made them up
 */
public record Citations(Set<Integer> valid, Set<Integer> invalid) {

    static final Citations NONE = new Citations(Set.of(), Set.of());

    private static final Pattern CODE = Pattern.compile("(?s)```.*?(```|$)|`[^`\n]*`");
    private static final Pattern MARK = Pattern.compile("\\[(\\d{1,3}(?:\\s*,\\s*\\d{1,3})*)\\]");

    /** What looks like a mark inside code is an index of an array. */
    static Citations in(String text, int passages) {
        Set<Integer> valid = new TreeSet<>();
        Set<Integer> invalid = new TreeSet<>();
        Matcher mark = MARK.matcher(CODE.matcher(text).replaceAll(" "));
        while (mark.find()) {
            for (String number : mark.group(1).split("\\s*,\\s*")) {
                int value = Integer.parseInt(number);
                (value >= 1 && value <= passages ? valid : invalid).add(value);
            }
        }
        return new Citations(valid, invalid);
    }

    /** For the history of a conversation, where the numbers of an earlier prompt would only confuse. */
    static String without(String text) {
        return MARK.matcher(text).replaceAll("").replaceAll(" +([.,;])", "$1");
    }
}

package io.github.mistral4j.examples.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A piece of an answer and the marks behind it.
 *
 * @param marks numbers of passages; empty for what stands behind the last mark
 */
record MarkedText(String text, List<Integer> marks) {

    private static final Pattern MARKS = Pattern.compile("\\[\\d{1,3}(?:[,\\]\\[\\s]+\\d{1,3})*\\]");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    static List<MarkedText> in(String answer) {
        List<MarkedText> pieces = new ArrayList<>();
        Matcher marks = MARKS.matcher(answer);
        int from = 0;
        while (marks.find()) {
            pieces.add(new MarkedText(answer.substring(from, marks.start()), numbers(marks.group())));
            from = marks.end();
        }
        pieces.add(new MarkedText(answer.substring(from), List.of()));
        return pieces;
    }

    private static List<Integer> numbers(String marks) {
        Stream<String> numbers = NUMBER.matcher(marks).results().map(result -> result.group());
        return numbers.map(Integer::valueOf).toList();
    }
}

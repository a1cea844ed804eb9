package io.github.mistral4j.testing;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A tokenizer that is good enough for a stand-in: a word or a sign, with the white space before it. */
final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\\w+|[^\\w\\s])|\\s+$", Pattern.UNICODE_CHARACTER_CLASS);

    private Tokens() {}

    static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }
}

package io.github.mistral4j.testserver.internal;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A tokenizer that is good enough for a test server: a word or a sign, with the white space before it. */
public final class Tokens {

    private static final Pattern TOKEN = Pattern.compile("\\s*(\\w+|[^\\w\\s])|\\s+$", Pattern.UNICODE_CHARACTER_CLASS);

    private Tokens() {}

    public static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    public static int count(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }
}

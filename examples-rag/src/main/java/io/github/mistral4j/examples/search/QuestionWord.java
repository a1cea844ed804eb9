package io.github.mistral4j.examples.search;

import io.github.mistral4j.examples.language.Language;
import java.util.Map;
import java.util.Set;

/**
 * A word of a question that says what it is about.
 *
 * @param stems for each language the stems it can be found by: its own
 * @param others for each language the stems of words that mean the same
 */
record QuestionWord(String word, Map<Language, Set<String>> stems, Map<Language, Set<String>> others) {}

package io.github.mistral4j.examples.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A passage as it stands in the prompt of this application. */
record PromptPassage(int number, String heading, String text) {

    private static final Pattern PASSAGE = Pattern.compile(
            "(?s)<passage n=\"(\\d+)\" place=\"[^\"]*\" heading=\"([^\"]*)\" about=\"[^\"]*\">\\n(.*?)\\n</passage>");

    static List<PromptPassage> in(String prompt) {
        List<PromptPassage> passages = new ArrayList<>();
        Matcher matcher = PASSAGE.matcher(prompt);
        while (matcher.find()) {
            passages.add(new PromptPassage(Integer.parseInt(matcher.group(1)), matcher.group(2), matcher.group(3)));
        }
        return passages;
    }

    /** The text between {@code <tag>} and {@code </tag>}, the last one there is; empty when there is none. */
    static String element(String prompt, String tag) {
        int end = prompt.lastIndexOf("</" + tag + ">");
        int start = prompt.lastIndexOf("<" + tag + ">", Math.max(0, end));
        return start < 0 || end < 0
                ? ""
                : prompt.substring(start + tag.length() + 2, end).strip();
    }
}

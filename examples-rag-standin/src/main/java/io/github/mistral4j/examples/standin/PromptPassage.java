package io.github.mistral4j.examples.standin;

import java.time.Month;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A passage as it stands in the prompt of this application.
 *
 * @param file where it comes from, without the lines
 */
record PromptPassage(int number, String file, String heading, String text) {

    // The quotes say where an attribute ends: what stands in them may hold any sign but a quote.
    private static final Pattern PASSAGE =
            Pattern.compile("(?s)<passage((?:\\s+\\w+=\"[^\"]*\")*+)\\s*>\\n(.*?)\\n</passage>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private static final Pattern MONTH = Pattern.compile("(?<!\\d)(?:19|20)\\d\\d[-_.]?(0[1-9]|1[0-2])(?!\\d\\d\\d)");

    static List<PromptPassage> in(String prompt) {
        List<PromptPassage> passages = new ArrayList<>();
        Matcher matcher = PASSAGE.matcher(prompt);
        while (matcher.find()) {
            Map<String, String> attributes = new HashMap<>();
            Matcher attribute = ATTRIBUTE.matcher(matcher.group(1));
            while (attribute.find()) {
                attributes.put(attribute.group(1), plain(attribute.group(2)));
            }
            passages.add(new PromptPassage(
                    number(attributes.getOrDefault("n", ""), passages.size() + 1),
                    attributes.getOrDefault("place", "").replaceFirst(":[^:]*$", ""),
                    attributes.getOrDefault("heading", ""),
                    plain(matcher.group(2))));
        }
        return passages;
    }

    /** The document's own name for itself and the one it is kept under, with the month of a date in it: 2026-06 is that of June. */
    String title() {
        Matcher month = MONTH.matcher(file);
        return heading.replaceFirst(" > .*", "") + " "
                + file.replaceFirst("\\.\\w+$", "").replaceAll("[^\\p{L}\\p{N}]+", " ")
                + (month.find() ? " " + Month.of(Integer.parseInt(month.group(1))) : "");
    }

    String everything() {
        return file + "\n" + heading + "\n" + text;
    }

    private static int number(String text, int otherwise) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : otherwise;
    }

    private static String plain(String escaped) {
        return escaped.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
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

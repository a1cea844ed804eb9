package io.github.mistral4j.examples.eval;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A question whose answer is known; {@code golden-questions.yaml} says what each part means. */
public record GoldenQuestion(
        String id,
        String question,
        String task,
        List<String> after,
        boolean answerable,
        List<Source> sources,
        List<String> expect,
        List<String> forbid,
        List<String> tags) {

    /** Text that stands on one line of a file, where an answer can be found. */
    public record Source(String file, String contains) {}

    public GoldenQuestion(
            String id,
            String question,
            String task,
            @Nullable List<String> after,
            boolean answerable,
            @Nullable List<Source> sources,
            @Nullable List<String> expect,
            @Nullable List<String> forbid,
            @Nullable List<String> tags) {
        this.id = id;
        this.question = question;
        this.task = task;
        this.after = listOf(after);
        this.answerable = answerable;
        this.sources = listOf(sources);
        this.expect = listOf(expect);
        this.forbid = listOf(forbid);
        this.tags = listOf(tags);
    }

    boolean isFollowUp() {
        return !after.isEmpty();
    }

    /** An expected string stands in no document: it has to be worked out. */
    boolean isComputed() {
        return tags.contains("computed");
    }

    /** The documents disagree; the first source is the one in force. */
    boolean isContradiction() {
        return tags.contains("contradiction");
    }

    private static <T> List<T> listOf(@Nullable List<T> given) {
        return given == null ? List.of() : List.copyOf(given);
    }
}

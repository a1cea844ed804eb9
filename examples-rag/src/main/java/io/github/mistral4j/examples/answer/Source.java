package io.github.mistral4j.examples.answer;

import io.github.mistral4j.examples.documents.Passage;

/**
 * A passage that went into the prompt.
 *
 * @param number its mark: {@code [number]}
 * @param score LangChain4j's relevance score, 0 to 1
 * @param suspicious whether it seems to give orders to a language model
 */
public record Source(int number, Passage passage, double score, boolean suspicious) {

    private static final int EXCERPT = 160;

    /** The beginning, on one line. */
    public String excerpt() {
        String line = passage.text().replaceAll("\\s+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT - 1).strip() + "…";
    }
}

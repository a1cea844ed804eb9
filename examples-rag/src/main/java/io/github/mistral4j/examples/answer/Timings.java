package io.github.mistral4j.examples.answer;

/**
 * Milliseconds.
 *
 * @param rewrite to write a follow-up anew, 0 when there was nothing to write
 * @param embed to embed the question
 * @param search to search the store
 * @param firstToken from the question to the first piece of the answer
 * @param total from the question to the end of the answer
 */
public record Timings(long rewrite, long embed, long search, long firstToken, long total) {}

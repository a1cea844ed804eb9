package io.github.mistral4j.examples.answer;

/** A question of the conversation and what was answered. */
public record Turn(String question, String answer) {}

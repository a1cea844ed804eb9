package io.github.mistral4j.examples.answer;

/** An image that belongs to a question. */
public record Image(String mediaType, String base64) {}

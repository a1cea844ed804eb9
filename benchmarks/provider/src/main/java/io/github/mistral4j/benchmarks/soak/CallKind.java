package io.github.mistral4j.benchmarks.soak;

/** What a caller does. */
enum CallKind {
    CHAT,
    STREAM,
    EMBED
}

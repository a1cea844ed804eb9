package io.github.mistral4j.testserver;

/** How a stream carries the tool calls of an answer. */
public enum ToolCallStreaming {
    /** All calls in the last event, as Mistral's own models do. */
    ONE_EVENT,
    /** Each call whole in an event of its own. */
    ONE_EVENT_EACH,
    /** Id and name first, then the arguments in pieces, as GLM does. */
    FRAGMENTS
}

package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

/**
 * {@code finish_reason}: why the answer ended. An open enumeration: values unknown to this version are kept.
 *
 * @param value the API's word
 */
public record FinishReason(String value) {

    public static final FinishReason STOP = new FinishReason("stop");

    /** {@code max_tokens} was reached. */
    public static final FinishReason LENGTH = new FinishReason("length");

    /** The model's context was full. */
    public static final FinishReason MODEL_LENGTH = new FinishReason("model_length");

    public static final FinishReason TOOL_CALLS = new FinishReason("tool_calls");

    /** The server failed while it answered. */
    public static final FinishReason ERROR = new FinishReason("error");

    public FinishReason {
        requireNonNull(value, "value");
    }

    public static FinishReason of(String value) {
        return switch (value) {
            case "stop" -> STOP;
            case "length" -> LENGTH;
            case "model_length" -> MODEL_LENGTH;
            case "tool_calls" -> TOOL_CALLS;
            case "error" -> ERROR;
            default -> new FinishReason(value);
        };
    }
}

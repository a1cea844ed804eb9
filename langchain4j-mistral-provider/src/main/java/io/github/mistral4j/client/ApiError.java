package io.github.mistral4j.client;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an error body said, whatever its shape.
 *
 * @param message one readable line, without the key and without the input
 * @param type such as {@code invalid_model}
 * @param code such as {@code 1500}; a number on the wire is kept as text
 * @param guardrail whether a guardrail blocked the call
 * @param fromApi whether Mistral's API said it rather than a gateway or proxy before it
 * @param fromBody false where the body held nothing readable and the message is made of status and content type
 */
public record ApiError(
        String message,
        @Nullable String type,
        @Nullable String code,
        boolean guardrail,
        boolean fromApi,
        boolean fromBody)
        implements Serializable {

    public ApiError {
        requireNonNull(message, "message");
    }

    /** The error that a JSON object describes, such as a line of a batch; null where it describes none. */
    public static @Nullable ApiError of(Map<?, ?> body) {
        return ErrorParser.of(body, new Redaction(secrets -> {}, inputs -> {}));
    }
}

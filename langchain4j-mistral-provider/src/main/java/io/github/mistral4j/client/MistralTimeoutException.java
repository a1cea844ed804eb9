package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.limit.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One of the four time limits was reached. */
public final class MistralTimeoutException extends MistralException {

    private static final long serialVersionUID = 1L;

    private final TimeLimit limit;
    private final Duration length;

    /**
     * A limit that was reached.
     *
     * @param length how long the limit is
     * @param doing what was under way, such as "while the answer arrived"
     * @param response the answer, null when none had come
     */
    public MistralTimeoutException(TimeLimit limit, Duration length, String doing, @Nullable ResponseInfo response) {
        super(limit.optionName() + " of " + Durations.text(length) + " reached " + doing, response, null);
        this.limit = limit;
        this.length = length;
    }

    /** Which limit. */
    public TimeLimit limit() {
        return limit;
    }

    /** How long it is. */
    public Duration length() {
        return length;
    }
}

package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes a stream of events of one kind apart and hands them on to whom it was made for. */
public interface StreamReader extends Closeable {

    /** How a stream ended. */
    enum End {
        /** By {@code [DONE]} or the end of the body, in the middle of an event or not. */
        REGULAR,
        /** With an error event. */
        ERROR_EVENT
    }

    /** Reads to the end; an {@link IOException} other than {@link UnexpectedBodyException} is a broken connection. */
    End read() throws IOException;

    /**
     * Why the answer ended, null as long as it may have more; a stream that ends before is cut. Of a kind without such a field
     * it is {@link FinishReason#STOP} once the event that is the last of its kind has come.
     */
    @Nullable
    FinishReason finishReason();

    /** The event that ended the stream with {@link End#ERROR_EVENT}. */
    Map<String, @Nullable Object> errorEvent();

    /** How many events have arrived. */
    long events();

    /** For the log line, null where there was none. */
    @Nullable
    Usage usage();
}

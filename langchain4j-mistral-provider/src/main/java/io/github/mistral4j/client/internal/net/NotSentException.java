package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import okhttp3.internal.http2.ConnectionShutdownException;
import okhttp3.internal.http2.ErrorCode;
import okhttp3.internal.http2.StreamResetException;

/** The request was not sent, or not processed by the other side's own word; it may go out at once. */
public final class NotSentException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Reason {
        /** Another request was refused while the connection was opened. */
        HELD_BACK,
        /** The connection that was to be used again is closed, or dirty. */
        STALE_CONNECTION,
        /** Another call opens the connection that this one is going to use. */
        OTHER_CONNECTS,
        /** The server (REFUSED_STREAM, GOAWAY) or the proxy (407) wants it once more. */
        NOT_PROCESSED
    }

    private final Reason reason;

    public NotSentException(Reason reason) {
        super(reason.name(), null);
        this.reason = reason;
    }

    /** Whether the other side of a shared connection says that it did nothing with the request. */
    public static boolean isNotProcessed(IOException e) {
        try {
            return e instanceof StreamResetException reset && reset.errorCode == ErrorCode.REFUSED_STREAM
                    || e instanceof ConnectionShutdownException;
        } catch (LinkageError hidden) {
            // On the module path OkHttp keeps these to itself.
            return false;
        }
    }

    public Reason reason() {
        return reason;
    }
}

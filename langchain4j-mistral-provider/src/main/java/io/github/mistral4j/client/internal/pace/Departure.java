package io.github.mistral4j.client.internal.pace;

import org.jspecify.annotations.Nullable;

/** One request's leave to go. */
public final class Departure {

    private final RefusalPace pace;
    private final long round;
    private final long at;
    private final boolean first;
    private final @Nullable RequestWindow window;
    private final int slot;
    private boolean ended;

    /** Leaves at a time in a round, which is a stretch between two refusals. */
    Departure(RefusalPace pace, long round, long at, boolean first, @Nullable RequestWindow window) {
        this.pace = pace;
        this.round = round;
        this.at = at;
        this.first = first;
        this.window = window;
        this.slot = window == null ? 0 : window.take();
    }

    /**
     * The request is about to be written: opening a connection takes time, the server counts what arrives, and another
     * request may have been refused meanwhile.
     *
     * @return false when the request must not leave now
     */
    public boolean leave() {
        if (!pace.stillFree(round)) {
            return false;
        }
        if (window != null) {
            window.left(slot);
        }
        return true;
    }

    /**
     * The server refused the request because there were too many (429).
     *
     * @param announcedNanos {@code Retry-After}, null when there was none
     * @return how long no request for the same model will leave from now on
     */
    public long refused(@Nullable Long announcedNanos) {
        return pace.refused(round, at, first, announcedNanos);
    }

    /** The request has ended in one way or another; a place that was taken and not used is free again. */
    public void ended() {
        if (window != null && !ended) {
            window.giveBackUnused(slot);
        }
        ended = true;
    }
}

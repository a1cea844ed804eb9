package io.github.mistral4j.client.internal.pace;

import org.jspecify.annotations.Nullable;

/** One request's leave to go. */
public final class Departure {

    private final RefusalPace pace;
    private final long round;
    private final @Nullable RequestWindow window;
    private final int slot;
    private boolean ended;

    /** Leaves in a round, which is a stretch between two refusals. */
    Departure(RefusalPace pace, long round, @Nullable RequestWindow window) {
        this.pace = pace;
        this.round = round;
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

    /** The server answered with anything but a refusal. */
    public void answered() {
        if (!pace.isFree()) {
            pace.answered(round);
        }
    }

    /**
     * The server refused the request because there were too many (429).
     *
     * @param announcedNanos {@code Retry-After}, null when there was none
     * @return how long no request for the same model will leave from now on
     */
    public long refused(@Nullable Long announcedNanos) {
        return pace.refused(round, announcedNanos);
    }

    /** The request has ended in one way or another; a place that was taken and not used is free again. */
    public void ended() {
        if (window != null && !ended) {
            window.giveBackUnused(slot);
        }
        ended = true;
    }
}

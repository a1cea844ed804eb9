package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.internal.limit.MemoryShare;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * The data of server-sent events as one stream of bytes for one JSON parser. Lines end with LF, CR or CRLF; comments and other
 * fields than {@code data} are passed over; several {@code data} lines of one event are joined by a line feed; the last event
 * needs no blank line behind it, also when the connection broke there. {@code [DONE]} ends the stream.
 *
 * <p>Between two JSON values a read waits for the next event. Within one it ends where the event ends, so a truncated event
 * cannot swallow the next.
 */
final class SseFrames extends InputStream {

    private static final byte[] DONE = {'[', 'D', 'O', 'N', 'E', ']'};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};
    private static final byte[] ERROR = {'e', 'r', 'r', 'o', 'r'};
    private static final int LONGEST_EVENT = 16 * 1024 * 1024;
    /** What an event may take in memory for each of its bytes: two buffers, and the objects that it describes. */
    private static final int WEIGHT = 16;

    private final MemoryShare share = new MemoryShare();
    private long held;

    private final BufferedSource source;
    private byte[] input = new byte[8_192];
    private int position;
    private int limit;
    private boolean skipLineFeed;
    private boolean ended;
    private @Nullable IOException broken;
    private boolean done;
    private boolean truncated;

    private byte[] frame = new byte[2_048];
    private int framePosition;
    private int frameEnd;
    private long frames;
    private boolean primed;
    private boolean errorEvent;
    private boolean betweenValues = true;

    SseFrames(BufferedSource source) {
        this.source = source;
    }

    /** Tells whether the parser stands between two values, where a read may go on to the next event. */
    void betweenValues(boolean between) {
        this.betweenValues = between;
    }

    /** Whether the event calls itself an error: {@code event: error}, or llama.cpp's {@code error: {…}}. */
    boolean isErrorEvent() {
        return errorEvent;
    }

    /** How many events with data there were. */
    long count() {
        return frames;
    }

    /**
     * Whether the body ended without a blank line behind its last event, which may have been cut.
     *
     * @throws IOException when it did not end but break
     */
    boolean truncated() throws IOException {
        if (truncated && broken != null) {
            throw broken;
        }
        return truncated;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("the parser reads blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (!primed) {
            // Jackson looks at four bytes to tell the encoding; blanks spare it from waiting for a second event.
            primed = true;
            Arrays.fill(target, offset, offset + 4, (byte) ' ');
            return 4;
        }
        if (framePosition == frameEnd && !(betweenValues && nextEvent())) {
            if (betweenValues && !done && broken != null) {
                throw broken;
            }
            return -1;
        }
        int count = Math.min(length, frameEnd - framePosition);
        System.arraycopy(frame, framePosition, target, offset, count);
        framePosition += count;
        return count;
    }

    private boolean nextEvent() throws UnexpectedBodyException {
        framePosition = 0;
        frameEnd = 0;
        errorEvent = false;
        boolean data = false;
        while (!done) {
            int end = endOfLine();
            if (end < 0) {
                truncated = true;
                return data && complete();
            }
            int start = position;
            position = Math.min(end + 1, limit);
            if (end == start) {
                if (data && complete()) {
                    return true;
                }
                data = false;
                errorEvent = false;
            } else if (isField(DATA, start, end)) {
                // At once: some servers keep the connection open, without a blank line.
                if (isDone(start + DATA.length + 1, end)) {
                    done = true;
                    return data && complete();
                }
                append(start + DATA.length, end, data);
                data = true;
            } else if (isField(ERROR, start, end)) {
                errorEvent = true;
                append(start + ERROR.length, end, data);
                data = true;
            } else if (isField(EVENT, start, end)) {
                errorEvent |= contains(ERROR, start + EVENT.length, end);
            }
        }
        return false;
    }

    /** Whether the event that has been collected is one for the parser. */
    private boolean complete() {
        while (frameEnd > 0 && frame[frameEnd - 1] <= ' ' && frame[frameEnd - 1] >= 0) {
            frameEnd--;
        }
        if (frameEnd == 0) {
            return false;
        }
        frames++;
        // Tells the parser where a number or a word ends; it would wait for the next event to see.
        frame[frameEnd++] = '\n';
        return true;
    }

    private boolean isDone(int from, int to) {
        int first = from;
        while (first < to && input[first] == ' ') {
            first++;
        }
        int end = to;
        while (end > first && input[end - 1] == ' ') {
            end--;
        }
        return end - first == DONE.length && Arrays.equals(input, first, end, DONE, 0, DONE.length);
    }

    private boolean isField(byte[] name, int start, int end) {
        int after = start + name.length;
        return end >= after
                && Arrays.equals(input, start, after, name, 0, name.length)
                && (end == after || input[after] == ':');
    }

    private boolean contains(byte[] word, int from, int end) {
        for (int i = from; i + word.length <= end; i++) {
            if (Arrays.equals(input, i, i + word.length, word, 0, word.length)) {
                return true;
            }
        }
        return false;
    }

    /** Appends what follows the colon at {@code colon}, without the one blank that may stand behind it. */
    private void append(int colon, int end, boolean joined) throws UnexpectedBodyException {
        int from = Math.min(colon + 1, end);
        if (from < end && input[from] == ' ') {
            from++;
        }
        int length = end - from;
        int needed = frameEnd + length + 2;
        if (needed > LONGEST_EVENT) {
            throw tooLong();
        }
        if (needed > frame.length) {
            frame = larger(frame, needed);
        }
        if (joined) {
            frame[frameEnd++] = '\n';
        }
        System.arraycopy(input, from, frame, frameEnd, length);
        frameEnd += length;
    }

    /** The index of the byte that ends the line at {@code position}; -1 when there is no further line. */
    private int endOfLine() throws UnexpectedBodyException {
        int scan = position;
        while (true) {
            if (skipLineFeed && position < limit) {
                skipLineFeed = false;
                if (input[position] == '\n') {
                    position++;
                    scan++;
                }
            }
            for (; scan < limit; scan++) {
                byte b = input[scan];
                if (b == '\n') {
                    return scan;
                }
                if (b == '\r') {
                    // The LF of a CRLF may not have arrived; waiting for it would hold back a complete event.
                    skipLineFeed = true;
                    return scan;
                }
            }
            int unread = scan - position;
            if (!fill()) {
                return unread > 0 ? limit : -1;
            }
            scan = position + unread;
        }
    }

    private byte[] larger(byte[] buffer, int needed) throws UnexpectedBodyException {
        int length = Math.max(needed, buffer.length * 2);
        held += (long) WEIGHT * (length - buffer.length);
        if (!share.holds(held)) {
            throw new UnexpectedBodyException("an event is too long for the memory that answers may take");
        }
        return Arrays.copyOf(buffer, length);
    }

    @Override
    public void close() {
        share.close();
    }

    private static UnexpectedBodyException tooLong() {
        return new UnexpectedBodyException("an event is longer than " + LONGEST_EVENT + " bytes");
    }

    private boolean fill() throws UnexpectedBodyException {
        if (ended) {
            return false;
        }
        if (position > 0) {
            System.arraycopy(input, position, input, 0, limit - position);
            limit -= position;
            position = 0;
        } else if (limit == input.length) {
            if (limit >= LONGEST_EVENT) {
                throw tooLong();
            }
            input = larger(input, limit * 2);
        }
        int count = receive();
        if (count < 0) {
            ended = true;
            return false;
        }
        limit += count;
        return true;
    }

    // What came before a connection broke is worth reading: it may hold the end of the answer.
    private int receive() {
        try {
            return source.read(input, limit, input.length - limit);
        } catch (IOException e) {
            broken = e;
            return -1;
        }
    }
}

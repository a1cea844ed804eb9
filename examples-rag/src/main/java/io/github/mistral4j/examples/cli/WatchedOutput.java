package io.github.mistral4j.examples.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Remembers that output was lost, which a {@link java.io.PrintWriter} keeps to itself. */
final class WatchedOutput extends FilterOutputStream {

    private @Nullable IOException failure;

    WatchedOutput(OutputStream out) {
        super(out);
    }

    /** Why, null when nothing was lost or the reader had enough: {@code | head -1} is no fault. */
    synchronized @Nullable String lost() {
        String message = failure == null ? null : String.valueOf(failure.getMessage());
        return message == null || message.toLowerCase(Locale.ROOT).contains("pipe") ? null : message;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}

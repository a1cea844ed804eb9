package io.github.mistral4j.examples.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of records that only grows: a length, the record, its checksum. After a crash the readable part ends at the last whole
 * record, and the next record is written there.
 */
final class IndexLog implements AutoCloseable {

    private static final int LARGEST_RECORD = 256 << 20;

    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path file;
    private FileTime seen = NEVER;
    private long end;
    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    IndexLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** Whether another process has written since this one read or wrote. */
    boolean hasChanged() throws IOException {
        return channel == null && !modified().equals(seen);
    }

    private FileTime modified() throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : NEVER;
    }

    /** Reads all whole records. */
    void replay(Consumer<IndexRecord> reader) throws IOException {
        end = 0;
        seen = modified();
        if (!Files.exists(file)) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            while (true) {
                byte[] payload = nextPayload(in);
                if (payload == null) {
                    return;
                }
                reader.accept(IndexRecord.read(new DataInputStream(new ByteArrayInputStream(payload))));
                end += payload.length + 2L * Integer.BYTES;
            }
        }
    }

    void append(IndexRecord record) throws IOException {
        FileChannel open = writable();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IndexRecord.write(record, new DataOutputStream(bytes));
        byte[] payload = bytes.toByteArray();
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 2 * Integer.BYTES);
        frame.putInt(payload.length).put(payload).putInt(checksum(payload)).flip();
        while (frame.hasRemaining()) {
            end += open.write(frame, end);
        }
    }

    /** Rewrites the file without the records that {@code live} does not accept. */
    void compact(Predicate<IndexRecord> live) throws IOException {
        writable();
        Path compacted = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(compacted);
        try (IndexLog copy = new IndexLog(compacted)) {
            IOException[] failure = new IOException[1];
            replay(record -> {
                try {
                    if (live.test(record)) {
                        copy.append(record);
                    }
                } catch (IOException e) {
                    failure[0] = e;
                }
            });
            if (failure[0] != null) {
                throw failure[0];
            }
        }
        close();
        Files.move(compacted, file, StandardCopyOption.REPLACE_EXISTING);
        end = Files.size(file);
        seen = modified();
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            lock = null;
            seen = modified();
        }
    }

    private FileChannel writable() throws IOException {
        FileChannel open = channel;
        if (open != null && lock != null) {
            return open;
        }
        boolean changed = hasChanged();
        open = PrivateFiles.open(file);
        try {
            lock = open.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            open.close();
            throw new StoreException("Another process is writing the index " + file + ". Wait until it has finished.");
        }
        if (changed) {
            open.close();
            throw new StoreException("Another process has written the index " + file + " meanwhile. Run it again.");
        }
        channel = open;
        open.truncate(end);
        return open;
    }

    private static byte @Nullable [] nextPayload(DataInputStream in) throws IOException {
        try {
            int length = in.readInt();
            if (length < 0 || length > LARGEST_RECORD) {
                return null;
            }
            byte[] payload = in.readNBytes(length);
            return payload.length == length && in.readInt() == checksum(payload) ? payload : null;
        } catch (EOFException e) {
            return null;
        }
    }

    private static int checksum(byte[] payload) {
        CRC32 crc = new CRC32();
        crc.update(payload);
        return (int) crc.getValue();
    }
}

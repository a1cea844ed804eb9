package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that goes out with a request. It is streamed, so that it need not fit into memory.
 *
 * @param name with its ending, which the API goes by
 * @param mediaType such as {@code application/pdf}; null is {@code application/octet-stream}
 * @param length in bytes, exactly
 * @param source opened once for each request that is sent; again after a refusal where it is repeatable, so that no message repeats it
 * @param repeatable whether the source can be opened again; if not, the request is not repeated once it was sent
 */
public record UploadFile(String name, @Nullable String mediaType, long length, Source source, boolean repeatable) {

    /** Where the bytes are. */
    public interface Source {
        InputStream open() throws IOException;
    }

    public UploadFile {
        requireNonNull(name, "name");
        requireNonNull(source, "source");
        if (name.isBlank() || name.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw new IllegalArgumentException("name must be the name of a file, without line breaks");
        }
        if (length < 0) {
            throw new IllegalArgumentException("length must be the number of bytes, but is " + length);
        }
    }

    /** Bytes in memory. */
    public static UploadFile of(String name, byte[] bytes) {
        return new UploadFile(name, null, bytes.length, () -> new ByteArrayInputStream(bytes), true);
    }

    /**
     * A file as it is when the request is sent.
     *
     * @throws IOException when it cannot be looked at
     */
    public static UploadFile of(Path path) throws IOException {
        return new UploadFile(
                String.valueOf(path.getFileName()), null, Files.size(path), () -> Files.newInputStream(path), true);
    }

    /** A stream that can be read once; it is closed when it was. */
    public static UploadFile of(String name, long length, InputStream stream) {
        requireNonNull(stream, "stream");
        return new UploadFile(name, null, length, () -> stream, false);
    }

    public UploadFile withMediaType(String type) {
        return new UploadFile(name, requireNonNull(type, "type"), length, source, repeatable);
    }

    @Override
    public String toString() {
        return "UploadFile[length=" + length + "]";
    }
}

package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.api.UploadFile;
import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A file as a part of a form, streamed with a length that is known before. */
public final class FileBody extends RequestBody {

    private static final int BLOCK = 16 * 1024;

    private final UploadFile file;

    private FileBody(UploadFile file) {
        this.file = file;
    }

    /** A part of a form. */
    public static MultipartBody.Part part(String field, UploadFile file) {
        return MultipartBody.Part.createFormData(field, file.name(), new FileBody(file));
    }

    @Override
    public @Nullable MediaType contentType() {
        return MediaType.parse(file.mediaType() == null ? "application/octet-stream" : file.mediaType());
    }

    @Override
    public long contentLength() {
        return file.length();
    }

    // Keeps OkHttp from sending the form again by itself.
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        byte[] block = new byte[BLOCK];
        long left = file.length();
        try (InputStream source = open()) {
            for (int count = read(source, block); count >= 0 && left >= 0; count = read(source, block)) {
                left -= count;
                if (left >= 0) {
                    sink.write(block, 0, count);
                }
            }
        }
        if (left != 0) {
            throw new UnreadableFileException("the file is not as long as was said");
        }
    }

    private InputStream open() throws UnreadableFileException {
        try {
            return file.source().open();
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static int read(InputStream source, byte[] block) throws UnreadableFileException {
        try {
            return source.read(block);
        } catch (IOException | RuntimeException e) {
            throw unreadable(e);
        }
    }

    private static UnreadableFileException unreadable(Exception e) {
        return new UnreadableFileException(
                "the file could not be read: " + e.getClass().getName());
    }

    /** It is the caller's file that failed and not the connection. */
    public static final class UnreadableFileException extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableFileException(String message) {
            super(message);
        }
    }
}

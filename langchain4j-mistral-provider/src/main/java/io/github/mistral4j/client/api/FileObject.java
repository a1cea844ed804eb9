package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that the server keeps ({@code /v1/files}).
 *
 * @param createdAt {@code created_at}: seconds since 1970
 * @param purpose {@code ocr}, {@code batch} and others
 * @param sampleType {@code sample_type}: an open enumeration
 * @param source {@code upload}, {@code repository} or {@code mistral}
 * @param visibility {@code workspace} or {@code user}
 * @param expiresAt {@code expires_at}: seconds since 1970, null where it stays until it is deleted
 * @param signature of its content, as the server computes it
 */
public record FileObject(
        String id,
        @Nullable Long bytes,
        @Nullable Long createdAt,
        @Nullable String filename,
        @Nullable String purpose,
        @Nullable String sampleType,
        @Nullable Integer numLines,
        @Nullable String mimetype,
        @Nullable String source,
        @Nullable String visibility,
        @Nullable Long expiresAt,
        @Nullable String signature,
        boolean deleted) {

    public FileObject {
        requireNonNull(id, "id");
    }

    @Override
    public String toString() {
        return "FileObject[id=" + id + ", bytes=" + bytes + ", purpose=" + purpose + "]";
    }

    /** An address from which a file can be read without a key: a secret, which {@code toString} does not show. */
    public record SignedUrl(String url) {

        @Override
        public String toString() {
            return "SignedUrl[url=<hidden>]";
        }
    }

    /**
     * A page of the list.
     *
     * @param total how many there are on all pages, null where the server did not count
     */
    public record Page(List<FileObject> data, @Nullable Integer total) {
        public Page {
            data = List.copyOf(data);
        }
    }
}

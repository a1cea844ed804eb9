package io.github.mistral4j.examples.ingest;

import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.documents.DocumentFile;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.store.IndexedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The hash of a document in the index; behind it stands what could not be read, so that it can be said without reading again. */
final class ContentHash {

    private static final String SEPARATOR = ";";

    private ContentHash() {}

    static String with(String hash, @Nullable LeftOut gap) {
        return gap == null ? hash : String.join(SEPARATOR, hash, gap.reason().name(), gap.detail());
    }

    static boolean matches(String stored, String hash) {
        return stored.split(SEPARATOR, 2)[0].equals(hash);
    }

    static Optional<LeftOut> gap(IndexedFile file) {
        String[] parts = file.hash().split(SEPARATOR, 3);
        return parts.length < 3
                ? Optional.empty()
                : Optional.of(new LeftOut(file.name(), LeftOut.Reason.valueOf(parts[1]), parts[2]));
    }

    static String of(DocumentFile file) {
        try (InputStream in = Files.newInputStream(file.path())) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (IOException e) {
            throw new DocumentException("Cannot read " + file.name() + ": " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}

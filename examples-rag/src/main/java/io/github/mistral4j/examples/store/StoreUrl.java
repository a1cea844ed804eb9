package io.github.mistral4j.examples.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where the vectors are: {@code memory:} or {@code pgvector://user:password@host:port/database}. */
public sealed interface StoreUrl {

    StoreUrl MEMORY = new Memory();

    /** In memory, saved to a file in the cache folder. */
    record Memory() implements StoreUrl {}

    record PgVector(String user, String password, String host, int port, String database) implements StoreUrl {

        /** Without the password. */
        @Override
        public String toString() {
            return "pgvector://" + user + "@" + host + ":" + port + "/" + database;
        }
    }

    static StoreUrl parse(String text) {
        if (text.equals("memory") || text.equals("memory:")) {
            return MEMORY;
        }
        if (text.startsWith("pgvector://")) {
            return pgVector(text);
        }
        throw new StoreException("--store takes memory: or pgvector://user:password@host:port/database, not "
                + text.split(":", 2)[0] + ":");
    }

    /**
     * Opens the index of a folder.
     *
     * @param space the name of the embedding model, see {@link EmbeddingSpace}
     */
    default PassageIndex open(Path cacheFolder, EmbeddingSpace space, int splitterVersion) {
        if (this instanceof PgVector database) {
            return new PgVectorIndex(database, "rag_" + hash(space.name() + splitterVersion), space.dimension());
        }
        return FileIndex.open(cacheFolder.resolve("passages.log"), space.name() + " splitter " + splitterVersion);
    }

    static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static StoreUrl pgVector(String text) {
        try {
            URI uri = new URI(text);
            String[] user = String.valueOf(uri.getUserInfo()).split(":", 2);
            String database = uri.getPath().replaceFirst("^/", "");
            if (uri.getHost() == null || user.length != 2 || database.isEmpty()) {
                throw new StoreException("--store lacks a part: pgvector://user:password@host:port/database");
            }
            return new PgVector(user[0], user[1], uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), database);
        } catch (URISyntaxException e) {
            throw new StoreException("--store is not a URL: pgvector://user:password@host:port/database");
        }
    }
}

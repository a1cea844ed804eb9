package io.github.mistral4j.examples.store;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import io.github.mistral4j.examples.search.KeywordIndex;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Passages in PostgreSQL, through LangChain4j's own module; a small table beside them remembers the documents. Several processes may
 * share it: one writes at a time, and the database forgets the lock of one that dies.
 */
final class PgVectorIndex implements PassageIndex {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Two kinds of advisory locks. PostgreSQL fails when two sessions create the same thing at once, even "if not exists". */
    private static final int CREATING = 0x7261_6701;

    private static final int WRITING = 0x7261_6702;

    private final StoreUrl.PgVector url;
    private final String table;
    private final Connection connection;
    private final EmbeddingStore<TextSegment> store;
    private final KeywordIndex keywords = new KeywordIndex();
    private final Map<String, IndexedFile> files = new ConcurrentSkipListMap<>();

    /** @param table one for each embedding model: vectors of two models cannot be compared */
    PgVectorIndex(StoreUrl.PgVector url, String table, int dimension) {
        this.url = url;
        this.table = table;
        try {
            this.connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(),
                    url.user(),
                    url.password());
        } catch (SQLException e) {
            throw unusable(e);
        }
        try {
            lock("pg_advisory_lock", CREATING);
            this.store = PgVectorEmbeddingStore.builder()
                    .host(url.host())
                    .port(url.port())
                    .database(url.database())
                    .user(url.user())
                    .password(url.password())
                    .table(table)
                    .dimension(dimension)
                    .createTable(true)
                    .build();
            execute("create table if not exists " + table + "_files"
                    + " (name text primary key, hash text not null, passages int not null, complete boolean not null)");
            execute("create index if not exists " + table + "_file on " + table + " ((metadata->>'file'))");
            lock("pg_advisory_unlock", CREATING);
            takeIn();
        } catch (SQLException | RuntimeException e) {
            close();
            throw unusable(e);
        }
    }

    private StoreException unusable(Exception e) {
        return new StoreException("Cannot use the database " + place() + ": " + firstLine(e) + ". " + remedy(e), e);
    }

    private static String remedy(Exception e) {
        // 08: no connection, 28: wrong user or password, 3D: no such database
        boolean wrongUrl = e instanceof SQLException sql
                && String.valueOf(sql.getSQLState()).matches("(08|28|3D).*");
        return wrongUrl ? "Check --store." : "The extension vector must be installed in the database.";
    }

    @Override
    public EmbeddingStore<TextSegment> store() {
        return store;
    }

    @Override
    public KeywordIndex keywords() {
        return keywords;
    }

    @Override
    public Map<String, IndexedFile> files() {
        return Collections.unmodifiableMap(files);
    }

    @Override
    public String place() {
        return "pgvector://" + url.host() + ":" + url.port() + "/" + url.database();
    }

    @Override
    public void begin(String file, String hash) {
        remove(file);
        save(new IndexedFile(file, hash, 0, false));
    }

    @Override
    public void add(String file, List<Passage> passages, List<Embedding> embeddings) {
        IndexedFile before = files.get(file);
        List<String> ids = PassageIndex.ids(before, passages.size());
        List<TextSegment> segments = passages.stream().map(Passage::toSegment).toList();
        store.addAll(ids, embeddings, segments);
        keywords.add(ids, segments);
        save(before.plus(passages.size()));
    }

    @Override
    public void complete(String file) {
        save(files.get(file).completed());
    }

    @Override
    public void remove(String file) {
        store.removeAll(metadataKey("file").isEqualTo(file));
        try {
            execute("delete from " + table + "_files where name = ?", file);
        } catch (SQLException e) {
            throw failed(e);
        }
        forget(file);
    }

    @Override
    public void claim(Runnable waiting) {
        try {
            if (!lock("pg_try_advisory_lock", WRITING)) {
                waiting.run();
                lock("pg_advisory_lock", WRITING);
            }
            takeIn();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void release() {
        try {
            lock("pg_advisory_unlock", WRITING);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void close() {
        try {
            keywords.close();
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** The documents as they are in the database now, and the words of those that changed. */
    private void takeIn() throws SQLException {
        Map<String, IndexedFile> stored = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select name, hash, passages, complete from " + table + "_files")) {
            while (row.next()) {
                stored.put(
                        row.getString(1),
                        new IndexedFile(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4)));
            }
        }
        for (IndexedFile known : List.copyOf(files.values())) {
            if (!known.equals(stored.get(known.name()))) {
                forget(known.name());
            }
        }
        for (IndexedFile file : stored.values()) {
            if (!files.containsKey(file.name())) {
                readWords(file);
                files.put(file.name(), file);
            }
        }
    }

    private void readWords(IndexedFile file) throws SQLException {
        List<String> ids = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select embedding_id, text, metadata from " + table + " where embedding_id = any(?)")) {
            select.setArray(1, connection.createArrayOf("uuid", idsOf(file).toArray()));
            ResultSet row = select.executeQuery();
            while (row.next()) {
                Map<String, Object> metadata = JSON.readValue(row.getString(3), new TypeReference<>() {});
                ids.add(row.getString(1));
                segments.add(TextSegment.from(row.getString(2), Metadata.from(metadata)));
            }
        } catch (JsonProcessingException e) {
            throw new SQLException("the metadata of a passage is damaged", e);
        }
        keywords.add(ids, segments);
    }

    private void forget(String file) {
        IndexedFile gone = files.remove(file);
        if (gone != null) {
            keywords.remove(idsOf(gone));
        }
    }

    private static List<String> idsOf(IndexedFile file) {
        return PassageIndex.ids(new IndexedFile(file.name(), file.hash(), 0, false), file.passages());
    }

    private void save(IndexedFile file) {
        try {
            execute(
                    "insert into " + table + "_files (name, hash, passages, complete) values (?, ?, ?, ?)"
                            + " on conflict (name) do update set hash = excluded.hash, passages = excluded.passages,"
                            + " complete = excluded.complete",
                    file.name(),
                    file.hash(),
                    file.passages(),
                    file.complete());
        } catch (SQLException e) {
            throw failed(e);
        }
        files.put(file.name(), file);
    }

    private void execute(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    /** Of this table; what the function returns, true for one that returns nothing. */
    private boolean lock(String function, int kind) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "select " + function + "(?, " + (kind == CREATING ? 0 : table.hashCode()) + ")")) {
            statement.setInt(1, kind);
            ResultSet row = statement.executeQuery();
            row.next();
            return !"f".equals(row.getString(1));
        }
    }

    private StoreException failed(SQLException e) {
        return new StoreException("The database " + place() + " failed: " + firstLine(e), e);
    }

    private static String firstLine(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

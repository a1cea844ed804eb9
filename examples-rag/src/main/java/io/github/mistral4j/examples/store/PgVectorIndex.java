package io.github.mistral4j.examples.store;

import static dev.langchain4j.store.embedding.filter.MetadataFilterBuilder.metadataKey;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.store.embedding.EmbeddingStore;
import dev.langchain4j.store.embedding.pgvector.PgVectorEmbeddingStore;
import io.github.mistral4j.examples.documents.Passage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Passages in PostgreSQL, through LangChain4j's own module; a small table beside them remembers the documents. */
final class PgVectorIndex implements PassageIndex {

    private final StoreUrl.PgVector url;
    private final String filesTable;
    private final Connection connection;
    private final EmbeddingStore<TextSegment> store;
    private final Map<String, IndexedFile> files = new TreeMap<>();

    /** @param table one for each embedding model: vectors of two models cannot be compared */
    PgVectorIndex(StoreUrl.PgVector url, String table, int dimension) {
        this.url = url;
        this.filesTable = table + "_files";
        try {
            this.connection = DriverManager.getConnection(
                    "jdbc:postgresql://" + url.host() + ":" + url.port() + "/" + url.database(),
                    url.user(),
                    url.password());
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
            readFiles();
        } catch (SQLException | RuntimeException e) {
            throw new StoreException("Cannot use the database " + place() + ": " + firstLine(e) + ". " + remedy(e), e);
        }
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
        store.addAll(
                PassageIndex.ids(before, passages.size()),
                embeddings,
                passages.stream().map(Passage::toSegment).toList());
        save(before.plus(passages.size()));
    }

    @Override
    public void complete(String file) {
        save(files.get(file).completed());
    }

    @Override
    public void remove(String file) {
        store.removeAll(metadataKey("file").isEqualTo(file));
        try (PreparedStatement delete = connection.prepareStatement("delete from " + filesTable + " where name = ?")) {
            delete.setString(1, file);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
        files.remove(file);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private void readFiles() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + filesTable
                    + " (name text primary key, hash text not null, passages int not null, complete boolean not null)");
            ResultSet row = statement.executeQuery("select name, hash, passages, complete from " + filesTable);
            while (row.next()) {
                files.put(
                        row.getString(1),
                        new IndexedFile(row.getString(1), row.getString(2), row.getInt(3), row.getBoolean(4)));
            }
        }
    }

    private void save(IndexedFile file) {
        String sql = "insert into " + filesTable + " (name, hash, passages, complete) values (?, ?, ?, ?)"
                + " on conflict (name) do update set hash = excluded.hash, passages = excluded.passages,"
                + " complete = excluded.complete";
        try (PreparedStatement upsert = connection.prepareStatement(sql)) {
            upsert.setString(1, file.name());
            upsert.setString(2, file.hash());
            upsert.setInt(3, file.passages());
            upsert.setBoolean(4, file.complete());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
        files.put(file.name(), file);
    }

    private StoreException failed(SQLException e) {
        return new StoreException("The database " + place() + " failed: " + firstLine(e), e);
    }

    private static String firstLine(Exception e) {
        String line = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

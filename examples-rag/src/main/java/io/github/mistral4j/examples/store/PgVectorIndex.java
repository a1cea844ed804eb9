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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Passages in PostgreSQL, through LangChain4j's own module; a small table beside them remembers the documents. */
final class PgVectorIndex implements PassageIndex {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StoreUrl.PgVector url;
    private final String filesTable;
    private final Connection connection;
    private final EmbeddingStore<TextSegment> store;
    private final KeywordIndex keywords = new KeywordIndex();
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
            readWords(table);
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
        try (PreparedStatement delete = connection.prepareStatement("delete from " + filesTable + " where name = ?")) {
            delete.setString(1, file);
            delete.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
        IndexedFile gone = files.remove(file);
        if (gone != null) {
            keywords.remove(PassageIndex.ids(new IndexedFile(file, gone.hash(), 0, false), gone.passages()));
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

    private void readWords(String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery("select embedding_id, text, metadata from " + table);
            while (row.next()) {
                Map<String, Object> metadata = JSON.readValue(row.getString(3), new TypeReference<>() {});
                keywords.add(
                        List.of(row.getString(1)),
                        List.of(TextSegment.from(row.getString(2), Metadata.from(metadata))));
            }
        } catch (JsonProcessingException e) {
            throw new SQLException("the metadata of a passage is damaged", e);
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

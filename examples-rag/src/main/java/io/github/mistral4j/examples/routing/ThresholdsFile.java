package io.github.mistral4j.examples.routing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Thresholds by embedding model, as YAML. */
public final class ThresholdsFile {

    private static final String HEAD = """
            # Computed by `rag calibrate` from the held-out phrases of routing.yaml, for each embedding model on its own.
            # Do not edit: after a change of the phrases, run it again.
            """;

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            // A file of an older version is no reason to fail: its hash shows that it is outdated.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .build();

    private final Map<String, Thresholds> byEmbeddingModel;

    private ThresholdsFile(Map<String, Thresholds> byEmbeddingModel) {
        this.byEmbeddingModel = byEmbeddingModel;
    }

    /** Those that come with the program. */
    public static ThresholdsFile bundled() {
        try (InputStream yaml = ThresholdsFile.class.getResourceAsStream("/thresholds.yaml")) {
            return yaml == null ? new ThresholdsFile(new TreeMap<>()) : parse(yaml.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty one when there is no such file. */
    public static ThresholdsFile read(Path file) {
        try {
            return Files.exists(file) ? parse(Files.readAllBytes(file)) : new ThresholdsFile(new TreeMap<>());
        } catch (IOException e) {
            throw new RoutingException("Cannot read " + file + "; delete it to have it made again.", e);
        }
    }

    /** The thresholds of a model, if they were computed from the phrases the table has now. */
    public Optional<Thresholds> find(String embeddingModel, RoutingTable table) {
        return Optional.ofNullable(byEmbeddingModel.get(embeddingModel))
                .filter(thresholds -> thresholds.phrases().equals(table.phrasesHash()));
    }

    public ThresholdsFile with(String embeddingModel, Thresholds thresholds) {
        Map<String, Thresholds> all = new TreeMap<>(byEmbeddingModel);
        all.put(embeddingModel, thresholds);
        return new ThresholdsFile(all);
    }

    public void write(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, HEAD + YAML.writeValueAsString(byEmbeddingModel));
        } catch (IOException e) {
            throw new RoutingException("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    private static ThresholdsFile parse(byte[] yaml) throws IOException {
        return new ThresholdsFile(YAML.readValue(yaml, new TypeReference<TreeMap<String, Thresholds>>() {}));
    }
}

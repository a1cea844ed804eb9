package io.github.mistral4j.examples.routing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The file {@code routing.yaml}, whose comments say what each part means. */
public record RoutingTable(
        String pricesOf,
        String embeddingModel,
        double embeddingPrice,
        String defaultTask,
        String rewriteModel,
        String baselineModel,
        LinkedHashMap<String, ModelInfo> models,
        LinkedHashMap<String, Task> tasks,
        List<String> unrelated) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public RoutingTable {
        unrelated = List.copyOf(unrelated);
        for (Map.Entry<String, Task> task : tasks.entrySet()) {
            for (String model : task.getValue().chain()) {
                if (!models.containsKey(model)) {
                    throw new RoutingException("Task " + task.getKey() + " names the model " + model
                            + ", which `models` of the routing file does not describe.");
                }
            }
        }
        if (!tasks.containsKey(defaultTask)) {
            throw new RoutingException("default_task " + defaultTask + " is not a task of the routing file.");
        }
    }

    /**
     * With other models; null leaves those of the file. A model for chat takes all tasks and has no fall-back, and nothing is known of
     * it: no price, no reasoning.
     */
    public RoutingTable with(@Nullable String chatModel, @Nullable String embedding) {
        String embedder = embedding == null ? embeddingModel : embedding;
        double price = embedding == null ? embeddingPrice : 0;
        if (chatModel == null) {
            return new RoutingTable(
                    pricesOf, embedder, price, defaultTask, rewriteModel, baselineModel, models, tasks, unrelated);
        }
        LinkedHashMap<String, ModelInfo> known = new LinkedHashMap<>(models);
        known.putIfAbsent(chatModel, new ModelInfo(0, 0, 0, false, true));
        LinkedHashMap<String, Task> all = new LinkedHashMap<>();
        tasks.forEach((name, task) -> all.put(name, task.with(chatModel)));
        return new RoutingTable(
                pricesOf, embedder, price, defaultTask, chatModel, baselineModel, known, all, unrelated);
    }

    /** The text of the file that comes with the program, with its comments. */
    public static String bundledText() {
        try (InputStream yaml = RoutingTable.class.getResourceAsStream("/routing.yaml")) {
            return new String(yaml.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table that comes with the program. */
    public static RoutingTable bundled() {
        try (InputStream yaml = RoutingTable.class.getResourceAsStream("/routing.yaml")) {
            return YAML.readValue(yaml, RoutingTable.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RoutingTable read(Path file) {
        try {
            return YAML.readValue(Files.readString(file), RoutingTable.class);
        } catch (IOException e) {
            throw new RoutingException(
                    "Cannot read the routing file " + file + ": "
                            + e.getMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Everything that is compared with questions or used to find the thresholds. */
    public List<String> allPhrases() {
        List<String> all = new ArrayList<>();
        tasks.values().forEach(task -> {
            all.addAll(task.phrases());
            all.addAll(task.heldOut());
        });
        all.addAll(unrelated);
        return all;
    }

    /** Changes when any phrase, its task or the default task does. */
    String phrasesHash() {
        CRC32 hash = new CRC32();
        StringBuilder text = new StringBuilder(defaultTask);
        tasks.forEach((name, task) ->
                text.append(name).append(task.signals()).append(task.phrases()).append(task.heldOut()));
        hash.update(text.append(unrelated).toString().getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(hash.getValue());
    }

    public Task task(String name) {
        Task task = tasks.get(name);
        if (task == null) {
            throw new RoutingException(
                    "There is no task " + name + ". Known: " + String.join(", ", tasks.keySet()) + ".");
        }
        return task;
    }

    /** What is known of a model; of an unknown one, that it can do nothing special and has no price. */
    public ModelInfo model(String name) {
        return models.getOrDefault(name, new ModelInfo(0, 0, 0, false, false));
    }
}

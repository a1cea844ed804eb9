package io.github.mistral4j.examples.eval;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.mistral4j.examples.documents.DocumentException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The questions of a YAML file, in its order. */
public record GoldenQuestions(List<GoldenQuestion> questions) {

    private static final YAMLMapper YAML = new YAMLMapper();

    public GoldenQuestions {
        questions = List.copyOf(questions);
    }

    /** Those about the sample documents. */
    public static GoldenQuestions bundled() {
        return resource("/golden-questions.yaml");
    }

    /** Others about the sample documents, on which nothing was tuned. */
    public static GoldenQuestions heldOut() {
        return resource("/eval/held-out-questions.yaml");
    }

    public static GoldenQuestions read(Path file) {
        try {
            return checked(YAML.readValue(Files.readAllBytes(file), GoldenQuestions.class), file.toString());
        } catch (IOException e) {
            throw new DocumentException(
                    "Cannot read the questions in " + file + ": "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
    }

    /** Of these ids, all when there are none; and no more than {@code limit}. */
    public GoldenQuestions only(List<String> ids, int limit) {
        Set<String> unknown = new HashSet<>(ids);
        questions.forEach(question -> unknown.remove(question.id()));
        if (!unknown.isEmpty()) {
            throw new DocumentException("There is no question " + String.join(", ", unknown) + ".");
        }
        return new GoldenQuestions(questions.stream()
                .filter(question -> ids.isEmpty() || ids.contains(question.id()))
                .limit(limit)
                .toList());
    }

    private static GoldenQuestions resource(String name) {
        try (InputStream yaml = GoldenQuestions.class.getResourceAsStream(name)) {
            return checked(YAML.readValue(yaml, GoldenQuestions.class), name);
        } catch (IOException e) {
            throw new IllegalStateException(name + " is damaged", e);
        }
    }

    private static GoldenQuestions checked(GoldenQuestions read, String name) {
        Set<String> ids = new HashSet<>();
        for (GoldenQuestion question : read.questions()) {
            if (!ids.add(question.id())) {
                throw new DocumentException("The id " + question.id() + " is there twice in " + name + ".");
            }
        }
        return read;
    }
}

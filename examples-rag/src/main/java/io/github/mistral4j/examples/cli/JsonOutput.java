package io.github.mistral4j.examples.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Source;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.documents.Passage;
import java.util.regex.Pattern;

/** Answers for scripts; one line each. */
public final class JsonOutput {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a terminal would obey or drop, and JSON may hold; it is written as an escape. */
    private static final Pattern FORMATTING =
            Pattern.compile("[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufdd0-\ufdef\ufeff\udb40]");

    private JsonOutput() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    public static String text(Object value) {
        try {
            return FORMATTING
                    .matcher(JSON.writeValueAsString(value))
                    .replaceAll(c -> String.format("\\\\u%04x", (int) c.group().charAt(0)));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The fields are documented by {@code ask --help}. */
    public static ObjectNode of(Answer answer, Rag rag) {
        ObjectNode json = object().put("question", answer.question())
                .put("searchedFor", answer.searchedFor())
                .put("answer", answer.text())
                .put("found", answer.found())
                .put("standIn", rag.api().isStandIn())
                .put("answeredBy", answer.answeredBy());
        json.set("decision", JSON.valueToTree(answer.decision()));
        ArrayNode sources = json.putArray("sources");
        answer.sources().forEach(source -> sources.add(source(source, answer)));
        json.set("invalidMarks", JSON.valueToTree(answer.citations().invalid()));
        json.putObject("tokens").put("input", answer.inputTokens()).put("output", answer.outputTokens());
        json.put("promptCharacters", answer.promptCharacters());
        json.set("milliseconds", JSON.valueToTree(answer.timings()));
        json.putObject("dollars")
                .put("total", answer.cost().total())
                .put("baseline", answer.cost().baseline())
                .put("baselineModel", rag.table().baselineModel())
                .put("pricesOf", rag.table().pricesOf())
                .put("billed", !rag.api().isStandIn());
        ArrayNode leftOut = json.putArray("leftOut");
        rag.ingested().leftOut().forEach(file -> leftOut.add(file.toString()));
        return json;
    }

    private static ObjectNode source(Source source, Answer answer) {
        Passage passage = source.passage();
        return object().put("number", source.number())
                .put("cited", answer.citations().valid().contains(source.number()))
                .put("file", passage.file())
                .put(passage.paged() ? "firstPage" : "firstLine", passage.firstLine())
                .put(passage.paged() ? "lastPage" : "lastLine", passage.lastLine())
                .put("heading", passage.heading())
                .put("score", source.score())
                .put("containsOrders", source.suspicious())
                .put("excerpt", source.excerpt());
    }
}

package io.github.mistral4j.examples.eval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.answer.Answer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An evaluation as one line of JSON. What was not measured is null. */
public final class JsonReport {

    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonReport() {}

    public static String of(Evaluation evaluation) {
        ObjectNode json = JSON.createObjectNode();
        json.set("facts", JSON.valueToTree(evaluation.facts()));
        json.set("metrics", metrics(evaluation));
        json.set("ofTheStandIn", JSON.valueToTree(evaluation.facts().standIn() ? Metric.OF_ANSWERS : List.of()));
        json.set("confusion", JSON.valueToTree(evaluation.confusion().counts()));
        ObjectNode times = json.putObject("milliseconds");
        times.set("firstToken", percentiles(evaluation.firstToken()));
        times.set("total", percentiles(evaluation.total()));
        json.set("cost", JSON.valueToTree(evaluation.cost()));
        json.set("notMeasured", JSON.valueToTree(evaluation.notMeasured()));
        json.set("failures", JSON.valueToTree(evaluation.failures()));
        json.set("misses", JSON.valueToTree(Miss.in(evaluation)));
        ArrayNode questions = json.putArray("questions");
        evaluation.outcomes().forEach(outcome -> questions.add(question(outcome, evaluation)));
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode metrics(Evaluation evaluation) {
        ObjectNode metrics = JSON.createObjectNode();
        names().forEach(name -> {
            var value = Metric.value(evaluation, name);
            metrics.put(name, value.isEmpty() ? null : (Double) value.getAsDouble());
        });
        return metrics;
    }

    private static List<String> names() {
        return Stream.of(Metric.NAMES.split(", "))
                .flatMap(name -> name.endsWith("@K")
                        ? IntStream.rangeClosed(1, RetrievalScores.DEEPEST).mapToObj(k -> name.replace("K", "" + k))
                        : Stream.of(name))
                .toList();
    }

    private static ObjectNode percentiles(Percentiles times) {
        return JSON.createObjectNode().put("p50", times.at(0.5)).put("p95", times.at(0.95));
    }

    private static ObjectNode question(Outcome outcome, Evaluation evaluation) {
        Answer answer = outcome.answer();
        ObjectNode json = JSON.createObjectNode()
                .put("id", outcome.golden().id())
                .put("judged", evaluation.judged().contains(outcome))
                .put("searchedFor", answer.searchedFor())
                .put("task", outcome.golden().task())
                .put("routedTo", answer.decision().task())
                .put("model", answer.decision().model())
                .put("answerable", outcome.golden().answerable())
                .put("found", answer.found());
        json.set("sourceRanks", JSON.valueToTree(outcome.ranks()));
        json.set("milliseconds", JSON.valueToTree(answer.timings()));
        json.put("inputTokens", answer.inputTokens()).put("outputTokens", answer.outputTokens());
        json.put("dollars", answer.cost().total());
        return json.put("answer", answer.text());
    }
}

package io.github.mistral4j.examples.eval;

import static io.github.mistral4j.examples.eval.Answers.answer;
import static io.github.mistral4j.examples.eval.Answers.outcome;
import static io.github.mistral4j.examples.eval.Answers.question;
import static io.github.mistral4j.examples.eval.Answers.refusal;
import static io.github.mistral4j.examples.eval.Answers.unanswerable;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

    private static final Evaluation EVALUATION = Evaluation.of(
            Answers.facts(true),
            List.of(
                    outcome(
                            question("right", "the answer"),
                            answer("lookup", "It is <b>24</b> & more [1]", "the answer")),
                    outcome(question("far", "the answer"), answer("lookup", "x [2]", "noise", "the answer")),
                    outcome(question("elsewhere", "the answer"), answer("code", "x [1]", "noise")),
                    outcome(unanswerable("unanswerable"), refusal("a model"))),
            List.of(new Evaluation.QuestionFailure("failed", "503 <html>")),
            RoutingTable.bundled());

    private static Document parsed() {
        Parser parser = Parser.htmlParser().setTrackErrors(50);
        Document page = Jsoup.parse(HtmlReport.of(EVALUATION), "", parser);
        assertThat(parser.getErrors()).isEmpty();
        return page;
    }

    @Test
    void holds_the_numbers() {
        Document page = parsed();

        assertThat(page.select(".tile").eachText())
                .contains("right task 0.75 3 of 4", "recall@5 0.67 3 questions with sources")
                .anyMatch(tile -> tile.startsWith("MRR 0.50"));
        assertThat(page.select("td, th").eachText()).contains("unanswerable: refused in all of the stand-in", "1 of 1");
        assertThat(page.select(".question .id").eachText())
                .containsExactly("right", "far", "elsewhere", "unanswerable");
        assertThat(page.select(".miss").eachText()).anyMatch(text -> text.contains("lookup went to code"));
        assertThat(page.text()).contains("failed got no answer: 503 <html>", "No language model was running");
    }

    @Test
    void draws_four_plots() {
        Document page = parsed();

        assertThat(page.select("svg").eachAttr("aria-label"))
                .containsExactly("Confusion matrix", "Recall over k", "Time of an answer", "Cost");
        assertThat(page.select("svg title").eachText()).contains("lookup → code: 1 of 4", "recall@2: 0.667");
        Element costs = page.select("svg[aria-label=Cost]").first();
        assertThat(costs.text()).contains("routed by task", "always mistral-small-2603", "always mistral-large-2512");
        assertThat(page.select("svg [width^=-], svg [height^=-]")).isEmpty();
        assertThat(page.select("svg").outerHtml()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void needs_nothing_but_itself() {
        Document page = parsed();

        assertThat(page.select("script, link, img, iframe, [src], [href]")).isEmpty();
        assertThat(page.select("style").html())
                .contains("prefers-color-scheme: dark", "@media print")
                .doesNotContain("url(", "@import");
    }

    @Test
    void text_of_models_is_escaped() {
        assertThat(parsed().select("pre").first().wholeText()).isEqualTo("It is <b>24</b> & more [1]");
    }

    @Test
    void numbers_have_a_dot_in_every_language() {
        Locale former = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(parsed().select(".tile .value").first().text()).isEqualTo("0.75");
            assertThat(parsed().select(".facts").text()).contains("1.5 s");
        } finally {
            Locale.setDefault(former);
        }
    }

    @Test
    void is_made_of_nothing_as_well() {
        Evaluation nothing = Evaluation.of(Answers.facts(false), List.of(), List.of(), RoutingTable.bundled());

        Document page = Jsoup.parse(HtmlReport.of(nothing));

        assertThat(page.select(".tile .value").eachText()).containsOnly("–");
        assertThat(page.outerHtml()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void the_json_has_null_for_what_was_not_measured() throws Exception {
        JsonNode json = new ObjectMapper().readTree(JsonReport.of(EVALUATION));

        assertThat(json.at("/metrics/routing").asDouble()).isEqualTo(0.75);
        assertThat(json.at("/metrics/recall@2").asDouble()).isBetween(0.666, 0.667);
        assertThat(json.at("/metrics/forbidden").isNull()).isTrue();
        assertThat(json.at("/confusion/lookup/code").asInt()).isEqualTo(1);
        assertThat(json.at("/milliseconds/total/p95").asInt()).isEqualTo(100);
        assertThat(json.at("/questions/1/sourceRanks/0").asInt()).isEqualTo(2);
        assertThat(json.at("/facts/standIn").asBoolean()).isTrue();
        assertThat(json.at("/ofTheStandIn").toString()).contains("expected").doesNotContain("routing");
    }
}

package io.github.mistral4j.examples.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HybridRetrieverTest {

    private final KeywordIndex keywords = new KeywordIndex();
    private final InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    private final List<String> embedded = new ArrayList<>();

    /** Knows three subjects: plants, money and gates. */
    private final EmbeddingModel model = new EmbeddingModel() {
        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
            return Response.from(segments.stream()
                    .map(TextSegment::text)
                    .map(this::direction)
                    .toList());
        }

        private Embedding direction(String text) {
            embedded.add(text);
            float plants = text.matches("(?is).*(plant|leaf|leaves|flower).*") ? 1 : 0;
            float money = text.matches("(?is).*(price|cost|euro).*") ? 1 : 0;
            float gate = text.contains("gate") ? 1 : 0;
            return Embedding.from(new float[] {plants, money, gate, plants + money + gate > 0 ? 0 : 1});
        }
    };

    @AfterEach
    void close() {
        keywords.close();
    }

    @Test
    void a_passage_is_found_by_its_meaning_or_by_its_words() {
        add("Flowers need light.", "Fees: 14 euros.", "The code QX-77 opens the gate.");

        assertThat(texts("Do leaves need anything?")).first().isEqualTo("Flowers need light.");
        assertThat(texts("What is QX-77?")).first().isEqualTo("The code QX-77 opens the gate.");
    }

    @Test
    void each_passage_comes_once_with_its_relevance_and_the_best_is_first() {
        add("A plant costs 3 euros.", "A flower is a plant.", "The price of gold.");

        List<Content> found = retriever(0).retrieve(Query.from("What does a plant cost?"));

        List<Double> scores = found.stream()
                .map(content -> (Double) content.metadata().get(ContentMetadata.SCORE))
                .toList();
        assertThat(found).doesNotHaveDuplicates();
        assertThat(found.get(0).textSegment().text()).isEqualTo("A plant costs 3 euros.");
        assertThat(scores).isSortedAccordingTo((a, b) -> Double.compare(b, a)).allMatch(score -> score <= 1);
    }

    @Test
    void a_question_about_something_else_finds_nothing() {
        add("Flowers need light.", "The code QX-77 opens the gate.");

        assertThat(retriever(0.4).retrieve(Query.from("Who won the match?"))).isEmpty();
        assertThat(retriever(0.3).retrieve(Query.from("Tell me about QX-77!")))
                .as("its rare word stands in a passage, so that the vector may be far away")
                .isNotEmpty();
    }

    @Test
    void the_limit_is_what_most_questions_about_something_else_stay_below() {
        add("Flowers need light.", "The code QX-77 opens the gate.");
        List<String> unrelated = List.of("Who won the match?", "Is Rome old?", "Is light fast?", "Can cats swim?");

        Relevance few = Relevance.measured(unrelated.subList(0, 2), store, model, keywords);
        Relevance all = Relevance.measured(unrelated, store, model, keywords);

        assertThat(few.least()).isZero();
        assertThat(all.least()).as("one of four shares a word with a passage").isPositive();
    }

    @Test
    void a_question_is_embedded_once_for_all_that_need_it() {
        RememberedEmbeddings remembered = new RememberedEmbeddings(model, java.util.Map.of());

        remembered.embed("How?");
        assertThat(remembered.embed("How?").tokenUsage().inputTokenCount()).isZero();
        assertThat(embedded).containsExactly("How?");
    }

    private List<String> texts(String question) {
        return retriever(0).retrieve(Query.from(question)).stream()
                .map(content -> content.textSegment().text())
                .toList();
    }

    private HybridRetriever retriever(double least) {
        return new HybridRetriever(store, model, keywords, () -> new Relevance(0.7, least));
    }

    private void add(String... texts) {
        List<String> ids = new ArrayList<>();
        List<TextSegment> segments = new ArrayList<>();
        for (String text : texts) {
            ids.add("id" + ids.size());
            segments.add(TextSegment.from(text, new Metadata().put("file", "a.md")));
        }
        keywords.add(ids, segments);
        store.addAll(ids, model.embedAll(segments).content(), segments);
    }
}

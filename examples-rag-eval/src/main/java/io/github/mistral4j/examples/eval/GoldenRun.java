package io.github.mistral4j.examples.eval;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.answer.Turn;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.eval.Evaluation.QuestionFailure;
import io.github.mistral4j.examples.routing.Wish;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Asks golden questions one after the other, so that the times are those of a program that has nothing else to do. */
public final class GoldenRun {

    private final Rag rag;
    private final Map<List<String>, List<Turn>> conversations = new HashMap<>();

    public GoldenRun(Rag rag) {
        this.rag = rag;
    }

    /**
     * A question that fails is noted and the next one asked, unless the next one would fail for the same reason.
     *
     * @param progress told each question before it is asked
     */
    public Evaluation evaluate(List<GoldenQuestion> questions, Consumer<GoldenQuestion> progress) {
        long start = System.nanoTime();
        List<Outcome> outcomes = new ArrayList<>();
        List<QuestionFailure> failures = new ArrayList<>();
        for (GoldenQuestion question : questions) {
            progress.accept(question);
            try {
                outcomes.add(new Outcome(question, ask(question.question(), history(question.after()))));
            } catch (AuthenticationException | UnresolvedModelServerException e) {
                throw e;
            } catch (LangChain4jException e) {
                failures.add(new QuestionFailure(question.id(), String.valueOf(e.getMessage())));
            }
        }
        return Evaluation.of(facts(outcomes, (System.nanoTime() - start) / 1e9), outcomes, failures, rag.table());
    }

    private List<Turn> history(List<String> earlier) {
        List<Turn> known = conversations.get(earlier);
        if (known == null) {
            known = new ArrayList<>();
            if (!earlier.isEmpty()) {
                List<String> before = earlier.subList(0, earlier.size() - 1);
                known.addAll(history(before));
                Answer answer = ask(earlier.get(earlier.size() - 1), known);
                known.add(new Turn(answer.searchedFor(), answer.text()));
            }
            conversations.put(earlier, known);
        }
        return known;
    }

    private Answer ask(String question, List<Turn> history) {
        return rag.qa()
                .ask(new Question(question, history, Wish.NONE, null), event -> {})
                .answer();
    }

    private RunFacts facts(List<Outcome> outcomes, double seconds) {
        return new RunFacts(
                LocalDate.now().toString(),
                rag.api().isStandIn() || outcomes.stream().anyMatch(Outcome::isFromStandIn),
                rag.api().isStandIn() ? "stand-in" : rag.api().baseUrl(),
                rag.space().name(),
                rag.index().files().size(),
                rag.index().passages(),
                rag.relevance().least(),
                rag.table().pricesOf(),
                System.getProperty("java.version"),
                seconds);
    }
}

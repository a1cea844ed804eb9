package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.github.mistral4j.examples.pricing.Cost;
import io.github.mistral4j.examples.routing.RoutingDecision;
import io.github.mistral4j.examples.routing.Task;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One question on its way: rewrite, embed, route, search, ask, check. */
final class AnswerRun {

    private final AnswerParts parts;
    private final Question question;
    private final AnswerCall call;
    private final Consumer<AnswerEvent> listener;
    private final Stopwatch watch = new Stopwatch();

    private String searchedFor;
    private double overhead;
    private double overheadBaseline;
    private @Nullable Embedding embedding;

    AnswerRun(AnswerParts parts, Question question, AnswerCall call, Consumer<AnswerEvent> listener) {
        this.parts = parts;
        this.question = question;
        this.call = call;
        this.searchedFor = question.text();
        this.listener = event -> {
            if (event instanceof AnswerEvent.Text || event instanceof AnswerEvent.Thinking) {
                watch.firstToken();
            }
            listener.accept(event);
        };
    }

    Answer answer() {
        rewriteFollowUp();
        call.throwIfCancelled();
        RoutingDecision decision =
                parts.router().decide(searchedFor, question.image() != null, question.wish(), this::embedding);
        listener.accept(new AnswerEvent.Decided(decision));
        Task task = parts.router().table().task(decision.task());
        List<Source> sources = List.of();
        if (task.needsRetrieval()) {
            Embedding embedded = embedding();
            sources = watch.search(() -> parts.retriever().find(embedded, searchedFor, task.passages()));
            listener.accept(new AnswerEvent.Retrieved(sources));
            if (sources.isEmpty() && question.image() == null) {
                return notFound(decision);
            }
        }
        call.throwIfCancelled();
        Prompt prompt = Prompt.of(searchedFor, task, sources, question);
        FallbackChat.Reply reply = parts.chat().ask(decision, question.wish(), prompt, call, listener);
        return checked(reply, sources, prompt, task);
    }

    private void rewriteFollowUp() {
        if (question.history().isEmpty()) {
            return;
        }
        ChatResponse response = watch.rewrite(() -> parts.rewriter().rewrite(question.text(), question.history()));
        String text = response.aiMessage().text();
        double cost = parts.prices().chat(parts.router().rewriteModel(), response.tokenUsage());
        overhead += cost;
        overheadBaseline += parts.prices().baseline(response.tokenUsage());
        if (text != null && !text.isBlank() && !text.strip().equals(question.text())) {
            searchedFor = text.strip();
            listener.accept(new AnswerEvent.Rewritten(searchedFor));
        }
    }

    /** Embedded once, for the router and for the search. */
    private Embedding embedding() {
        Embedding known = embedding;
        if (known == null) {
            Response<Embedding> response = watch.embed(() -> parts.embeddings().embed(searchedFor));
            double cost = parts.prices().embedding(response.tokenUsage());
            overhead += cost;
            overheadBaseline += cost;
            known = response.content();
            embedding = known;
        }
        return known;
    }

    /** Nothing in the documents is near enough: no model is asked. */
    private Answer notFound(RoutingDecision decision) {
        listener.accept(new AnswerEvent.Text(Answer.NOT_FOUND));
        return new Answer(
                question.text(),
                searchedFor,
                Answer.NOT_FOUND,
                false,
                decision,
                List.of(),
                Citations.NONE,
                "",
                0,
                0,
                0,
                watch.timings(),
                new Cost(0, overhead, overheadBaseline));
    }

    private Answer checked(FallbackChat.Reply reply, List<Source> sources, Prompt prompt, Task task) {
        ChatResponse response = reply.response();
        String text = String.valueOf(response.aiMessage().text()).strip();
        TokenUsage usage = response.tokenUsage();
        boolean found = !(task.needsRetrieval() && text.startsWith(Answer.NOT_FOUND.substring(0, 22)));
        return new Answer(
                question.text(),
                searchedFor,
                text,
                found,
                reply.decision(),
                sources,
                Citations.in(text, sources.size()),
                response.modelName() == null ? reply.decision().model() : response.modelName(),
                count(usage == null ? null : usage.inputTokenCount()),
                count(usage == null ? null : usage.outputTokenCount()),
                prompt.characters(),
                watch.timings(),
                new Cost(
                        parts.prices().chat(reply.decision().model(), usage),
                        overhead,
                        parts.prices().baseline(usage) + overheadBaseline));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : tokens;
    }
}

package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.query.Query;
import io.github.mistral4j.examples.pricing.Cost;
import io.github.mistral4j.examples.routing.RoutingDecision;
import io.github.mistral4j.examples.routing.Task;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
        CompletableFuture<List<Content>> found = search();
        RoutingDecision decision = parts.router()
                .decide(
                        searchedFor,
                        question.image() != null,
                        question.wish(),
                        () -> Source.numbered(join(found)).stream()
                                .mapToDouble(Source::score)
                                .findFirst()
                                .orElse(0),
                        this::spentOnRouting);
        listener.accept(new AnswerEvent.Decided(decision));
        Task task = parts.router().table().task(decision.task());
        List<Content> passages = List.of();
        List<Source> sources = List.of();
        if (task.needsRetrieval()) {
            passages = join(found).stream().limit(task.passages()).toList();
            sources = Source.numbered(passages);
            listener.accept(new AnswerEvent.Retrieved(sources));
            if (sources.isEmpty() && question.image() == null) {
                return notFound(decision);
            }
        }
        call.throwIfCancelled();
        Prompt prompt = Prompt.of(searchedFor, task, passages, question);
        FallbackChat.Reply reply = parts.chat().ask(decision, question.wish(), prompt, call, listener);
        return checked(reply, sources, prompt, task);
    }

    private void rewriteFollowUp() {
        if (question.history().isEmpty()) {
            return;
        }
        FollowUps.Rewritten rewritten =
                watch.rewrite(() -> parts.followUps().rewrite(question.text(), question.history()));
        spentOnRouting(rewritten.usage());
        if (!rewritten.question().isEmpty() && !rewritten.question().equals(question.text())) {
            searchedFor = rewritten.question();
            listener.accept(new AnswerEvent.Rewritten(searchedFor));
        }
    }

    /** With a model that classifies, both go on at the same time; without, the classifier needs the embedding. */
    private CompletableFuture<List<Content>> search() {
        String wished = question.wish().task();
        if (wished != null && !parts.router().table().task(wished).needsRetrieval()) {
            return CompletableFuture.completedFuture(List.of());
        }
        CompletableFuture<List<Content>> found = CompletableFuture.supplyAsync(
                () -> {
                    embed();
                    return watch.search(() -> parts.retriever().retrieve(Query.from(searchedFor)));
                },
                parts.threads());
        if (!parts.router().asksModel()) {
            join(found);
        }
        return found;
    }

    /** The retriever and the classifier get the same embedding from {@link AnswerParts#embeddings()}. */
    private void embed() {
        Response<Embedding> response = watch.embed(() -> parts.embeddings().embed(searchedFor));
        double cost = parts.prices().embedding(response.tokenUsage());
        addOverhead(cost, cost);
    }

    private void spentOnRouting(@Nullable TokenUsage usage) {
        addOverhead(
                parts.prices().chat(parts.router().rewriteModel(), usage),
                parts.prices().baseline(usage));
    }

    private synchronized void addOverhead(double cost, double baseline) {
        overhead += cost;
        overheadBaseline += baseline;
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
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

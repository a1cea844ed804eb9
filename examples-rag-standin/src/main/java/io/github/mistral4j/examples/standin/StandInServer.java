package io.github.mistral4j.examples.standin;

import dev.langchain4j.data.embedding.Embedding;
import io.github.mistral4j.testserver.Conversation;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.Reply;
import java.util.ArrayList;
import java.util.List;

/**
 * A stand-in for the Mistral API: the strict test server, whose embeddings are real here and whose answers are quoted from the
 * prompt, because no language model is running.
 */
public final class StandInServer implements AutoCloseable {

    static final String MODEL = "standin-extractive";

    private static final int LONGEST_QUESTION = 300;

    private final MistralTestServer server;

    private StandInServer(MistralTestServer server) {
        this.server = server;
    }

    /** Starts it on a free port of loopback. It takes any key. */
    public static StandInServer start() {
        return new StandInServer(MistralTestServer.builder()
                .anyApiKey()
                .models(StandInModels.list())
                .start()
                .onChat(StandInServer::chat)
                .on(Endpoint.EMBEDDINGS, StandInServer::embeddings));
    }

    private static Reply chat(Conversation conversation) {
        String instructions =
                conversation.request().path("messages").path(0).path("content").asText();
        String answer = ExtractiveAnswer.to(conversation.question(), Form.of(instructions));
        String blind = conversation.images().isEmpty() ? "" : ExtractiveAnswer.NO_EYES;
        return Reply.text(blind + answer).model(MODEL);
    }

    private static Reply embeddings(ReceivedRequest request) {
        List<String> texts = new ArrayList<>();
        if (request.json().path("input").isTextual()) {
            texts.add(request.json().path("input").asText());
        }
        request.json().path("input").forEach(text -> texts.add(text.asText()));
        // A question comes alone; passages come many together.
        if (texts.size() == 1 && texts.get(0).length() <= LONGEST_QUESTION) {
            texts.set(0, Spelling.mend(texts.get(0)));
        }
        List<float[]> vectors =
                LocalEmbeddings.embed(texts).stream().map(Embedding::vector).toList();
        return Reply.vectors(vectors).model(LocalEmbeddings.MODEL);
    }

    /** Such as {@code http://127.0.0.1:40123/v1}. */
    public String baseUrl() {
        return server.baseUrl();
    }

    @Override
    public void close() {
        server.close();
    }
}

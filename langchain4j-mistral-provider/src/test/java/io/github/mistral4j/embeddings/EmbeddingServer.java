package io.github.mistral4j.embeddings;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.MistralRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Embeds "text 17" as [17, 1] and counts a token for each text; refuses batches above its limit. */
final class EmbeddingServer implements Function<LoggedRequest, ResponseDefinition> {

    private final int mostInputs;
    private final List<Integer> batches = new ArrayList<>();

    EmbeddingServer(int mostInputs) {
        this.mostInputs = mostInputs;
    }

    @Override
    public ResponseDefinition apply(LoggedRequest request) {
        MistralRequests.verify(request);
        JsonNode input = WireServer.json(request.getBodyAsString()).get("input");
        synchronized (this) {
            batches.add(input.size());
        }
        return input.size() > mostInputs ? refusal() : answer(input);
    }

    static ResponseDefinition refusal() {
        return Answers.json(
                        400,
                        "{\"object\":\"error\",\"message\":\"Too many inputs in request, split into more batches.\","
                                + "\"type\":\"invalid_request_prompt\",\"code\":\"3210\"}")
                .build();
    }

    // In another order than asked, as the API may answer.
    private static ResponseDefinition answer(JsonNode input) {
        List<String> vectors = new ArrayList<>();
        for (int i = input.size() - 1; i >= 0; i--) {
            vectors.add(Answers.vector(i, number(input.get(i).textValue()) + ",1"));
        }
        return Answers.embeddings(String.join(",", vectors), input.size());
    }

    private static String number(String text) {
        return text.replaceAll("\\D", "");
    }

    synchronized List<Integer> batches() {
        return List.copyOf(batches);
    }
}

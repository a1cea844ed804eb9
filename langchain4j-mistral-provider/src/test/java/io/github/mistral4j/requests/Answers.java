package io.github.mistral4j.requests;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Answers of the API, as small as they may be. */
public final class Answers {

    public static final String CHAT = """
            {"id":"cmpl1","object":"chat.completion","created":1700000000,"model":"mistral-small-latest",\
            "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},"finish_reason":"stop"}],\
            "usage":{"prompt_tokens":3,"completion_tokens":2,"total_tokens":5}}""";

    private Answers() {}

    public static ResponseDefinition chat(String text) {
        return json(200, CHAT.formatted(text)).build();
    }

    public static ResponseDefinition error(int status) {
        return json(status, "{\"object\":\"error\",\"message\":\"it is " + status + "\",\"type\":\"t\",\"code\":null}")
                .build();
    }

    public static ResponseDefinition error(int status, String retryAfter) {
        return json(status, "{\"message\":\"it is " + status + "\"}")
                .withHeader("Retry-After", retryAfter)
                .build();
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/json")
                .withBody(body);
    }

    /** A stream of one chunk for each text and a regular end. */
    public static ResponseDefinition stream(String... texts) {
        StringBuilder events = new StringBuilder();
        for (String text : texts) {
            events.append("data: ").append(chunk(text, "null")).append("\n\n");
        }
        events.append("data: ").append(chunk("", "\"stop\"")).append("\n\ndata: [DONE]\n\n");
        return events(events.toString()).build();
    }

    public static ResponseDefinitionBuilder events(String events) {
        return aResponse()
                .withStatus(200)
                .withHeader("Content-Type", "text/event-stream")
                .withBody(events);
    }

    public static String chunk(String text, String finishReason) {
        return """
            {"id":"s1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,\
            "delta":{"content":"%s"},"finish_reason":%s}]}""".formatted(text, finishReason);
    }

    /** One vector for each input, each of one number: what the function says of its position. */
    public static ResponseDefinition embeddings(int inputs, int tokens) {
        String data = IntStream.range(0, inputs)
                .mapToObj(i -> vector(i, Integer.toString(i)))
                .collect(Collectors.joining(","));
        return embeddings(data, tokens);
    }

    public static ResponseDefinition embeddings(String data, int tokens) {
        return json(
                        200,
                        String.format(
                                Locale.ROOT,
                                "{\"id\":\"e\",\"object\":\"list\",\"model\":\"mistral-embed\",\"data\":[%s],"
                                        + "\"usage\":{\"prompt_tokens\":%d,\"completion_tokens\":0,\"total_tokens\":%d}}",
                                data,
                                tokens,
                                tokens))
                .build();
    }

    public static String vector(int index, String numbers) {
        return "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":[" + numbers + "]}";
    }
}

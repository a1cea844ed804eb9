package io.github.mistral4j.benchmarks.harness.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.mistral4j.benchmarks.harness.Samples;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The prepared bytes of the stub's answers, HTTP headers included. */
final class Answers {

    private static final String ID = "7bfa1c0de24f4d5e9a3b8c7d6e5f4a3b";
    private static final String PADDING = "abcdefghijklmnopqrstuvwxyz0123456789";

    private static final String CHAT = """
            {"id":"%s","created":1787150312,"model":"%s","usage":{"prompt_tokens":16,"total_tokens":25,\
            "completion_tokens":9,"prompt_tokens_details":{"cached_tokens":0},"service_tier":"standard"},\
            "object":"chat.completion","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant",\
            "tool_calls":null,"content":"The capital of France is Paris."}}]}""".formatted(ID, Samples.CHAT_MODEL);

    private static final String TOO_MANY = """
            {"object":"error","message":"Too many inputs in request, split into more batches.",\
            "type":"invalid_request_prompt","param":null,"code":"3210","raw_status_code":400}""";

    private static final String STREAM_HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n"
            + "mistral-correlation-id: 0195fe00-1111-7222-8333-444455556666\r\nTransfer-Encoding: chunked\r\n\r\n";

    private static final Prepared CHAT_ANSWER = json("200 OK", CHAT);
    private static final Prepared TOO_MANY_ANSWER = json("400 Bad Request", TOO_MANY);
    private static final Map<Integer, Prepared> STREAMS = new ConcurrentHashMap<>();
    private static final Map<Integer, Prepared> NUMBERS = new ConcurrentHashMap<>();
    private static final Map<Integer, Prepared> BASE64 = new ConcurrentHashMap<>();

    private Answers() {}

    static Prepared chat() {
        return CHAT_ANSWER;
    }

    /** A whole stream, each event an HTTP chunk of its own. */
    static Prepared stream(int tokens) {
        return STREAMS.computeIfAbsent(tokens, Answers::wholeStream);
    }

    static Prepared streamHead() {
        return Prepared.of(STREAM_HEAD);
    }
    /** Event {@code number} of a stream, the last one with what ends the stream. */
    static Prepared event(int number, int tokens) {
        StringBuilder text = new StringBuilder();
        appendEvent(text, number, tokens);
        return Prepared.of(text.toString());
    }

    static Prepared embeddings(int inputs, boolean base64) {
        if (inputs > Samples.BATCH) {
            return TOO_MANY_ANSWER;
        }
        Map<Integer, Prepared> known = base64 ? BASE64 : NUMBERS;
        return known.computeIfAbsent(inputs, count -> vectors(count, base64));
    }

    static Prepared json(String status, String body) {
        return Prepared.of("HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\n"
                + "mistral-correlation-id: 0195fe00-1111-7222-8333-444455556666\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body);
    }

    private static Prepared wholeStream(int tokens) {
        StringBuilder text = new StringBuilder(STREAM_HEAD);
        for (int i = 0; i < tokens; i++) {
            appendEvent(text, i, tokens);
        }
        return Prepared.of(text.toString());
    }

    private static void appendEvent(StringBuilder text, int number, int tokens) {
        boolean last = number == tokens - 1;
        String event = """
                data: {"id":"%s","object":"chat.completion.chunk","created":1787150315,"model":"%s",\
                "choices":[{"index":0,"delta":{"content":" word%d"},"finish_reason":%s}]%s,"p":"%s"}\n\n""".formatted(
                        ID,
                        Samples.CHAT_MODEL,
                        number % 1_000,
                        last ? "\"stop\"" : "null",
                        last
                                ? ",\"usage\":{\"prompt_tokens\":16,\"total_tokens\":%d,\"completion_tokens\":%d}"
                                        .formatted(tokens + 16, tokens)
                                : "",
                        PADDING.substring(0, 1 + number * 7 % PADDING.length()));
        appendChunk(text, event);
        if (last) {
            appendChunk(text, "data: [DONE]\n\n");
            text.append("0\r\n\r\n");
        }
    }

    private static void appendChunk(StringBuilder text, String data) {
        text.append(Integer.toHexString(data.length()))
                .append("\r\n")
                .append(data)
                .append("\r\n");
    }

    private static Prepared vectors(int count, boolean base64) {
        StringBuilder body = new StringBuilder("{\"id\":\"" + ID + "\",\"object\":\"list\",\"data\":[");
        Random random = new Random(7);
        for (int i = 0; i < count; i++) {
            body.append(i == 0 ? "" : ",").append("{\"object\":\"embedding\",\"embedding\":");
            appendVector(body, random, base64);
            body.append(",\"index\":").append(i).append('}');
        }
        body.append("],\"model\":\"").append(Samples.EMBEDDING_MODEL).append("\",\"usage\":{\"prompt_tokens\":");
        body.append(count * 25).append(",\"total_tokens\":").append(count * 25).append(",\"completion_tokens\":0}}");
        return json("200 OK", body.toString());
    }

    // Mistral's numbers are half-precision floats printed as doubles: -0.0165863037109375 and the like.
    private static void appendVector(StringBuilder body, Random random, boolean base64) {
        ByteBuffer bytes = ByteBuffer.allocate(Samples.DIMENSION * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < Samples.DIMENSION; i++) {
            double value = Math.rint(random.nextGaussian() * 0.03 * (1 << 15)) / (1 << 15) + 0x1p-16;
            bytes.putFloat((float) value);
            if (!base64) {
                body.append(i == 0 ? '[' : ',').append(number(value));
            }
        }
        if (base64) {
            body.append('"')
                    .append(Base64.getEncoder().encodeToString(bytes.array()))
                    .append('"');
        } else {
            body.append(']');
        }
    }

    private static String number(double value) {
        return Math.abs(value) < 1e-4
                ? Double.toString(value).replace('E', 'e')
                : new BigDecimal(value).toPlainString();
    }
}

package io.github.mistral4j.benchmarks.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** One answer on one connection, with something wrong with it. */
final class FaultyAnswer {

    private static final int STALL_MILLIS = 30_000;
    private static final int TRICKLE_MILLIS = 2;
    private static final int SLOWEST_MILLIS = 100;
    private static final int BLOCK = 8_192;
    private static final byte[] BOMB = bomb();

    private final Socket socket;
    private final OutputStream out;
    private final CallKind kind;
    private final ServerLimit limit;

    FaultyAnswer(Socket socket, CallKind kind, ServerLimit limit) throws IOException {
        this.limit = limit;
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.kind = kind;
    }

    /** Whether the connection can be used again. */
    boolean give(Fault fault, int attempt) throws IOException {
        switch (fault) {
            case STALL_BEFORE_HEADERS -> stall();
            case RESET_BEFORE_ANSWER_ONCE -> {
                return attempt == 1 ? reset() : sound();
            }
            case HTML_200 -> respond("200 OK", "text/html", "<html><body>Welcome to the proxy</body></html>", "");
            case EMPTY_200 -> respond("200 OK", contentType(), "", "");
            case ERROR_200 -> respond("200 OK", "application/json", error("internal_error_proxy", "1000"), "");
            case RATE_LIMITED -> {
                return refused(!limit.takes(), "429 Too Many Requests", "rate_limited", "1300", "Retry-After: 1\r\n");
            }
            case STATUS_503_ONCE -> {
                return refused(attempt == 1, "503 Service Unavailable", "internal_error_proxy", "1000", "");
            }
            case STATUS_529_ONCE -> {
                return refused(attempt == 1, "529 Overloaded", "internal_error_proxy", "1000", "");
            }
            case NO_CAPACITY_ONCE -> {
                return refused(attempt == 1, "429 Too Many Requests", "service_tier_capacity_exceeded", "3505", "");
            }
            case CLOSED_BEHIND_ANSWER -> {
                sound();
                return false;
            }
            case BYTES_BEHIND_ANSWER -> {
                // In one packet: what comes later cannot be told from an answer.
                String body = kind == CallKind.EMBED ? SoundAnswer.EMBEDDING : SoundAnswer.CHAT;
                write(answer("200 OK", contentType(), body, "") + answer("200 OK", contentType(), "{}", ""));
            }
            case ERROR_BODY_STALLS -> {
                errorHead();
                write("{\"mess");
                stall();
            }
            case ERROR_BODY_TRICKLES -> {
                errorHead();
                blanksForEver();
            }
            case ENDLESS_HEADER -> {
                write("HTTP/1.1 200 OK\r\nX: ");
                forEver("x".repeat(BLOCK));
            }
            case ENDLESS_LINE_BETWEEN_CHUNKS -> {
                streamHead();
                write("5;extension=");
                forEver("x".repeat(BLOCK));
            }
            case ENDLESS_STRING -> {
                streamHead();
                write(Integer.toHexString(Integer.MAX_VALUE) + "\r\n" + (kind == CallKind.STREAM ? "data: " : "")
                        + "{\"id\":\"");
                forEver("x".repeat(BLOCK));
            }
            case GZIP_BOMB -> {
                head(BOMB.length, "Content-Encoding: gzip\r\n");
                out.write(BOMB);
            }
            case STATUS_500_ALWAYS ->
                respond("500 Internal Server Error", "text/html", "<html>upstream error</html>", "");
            case STATUS_401 -> respond("401 Unauthorized", "application/json", "{\"detail\":\"Invalid API Key\"}", "");
            case STATUS_400_MODEL -> respond("400 Bad Request", "application/json", error("invalid_model", "1500"), "");
            default -> {
                return kind == CallKind.STREAM ? faultyStream(fault) : faultyBody(fault);
            }
        }
        return true;
    }

    private boolean faultyBody(Fault fault) throws IOException {
        byte[] body = (kind == CallKind.EMBED ? SoundAnswer.EMBEDDING : SoundAnswer.CHAT).getBytes(UTF_8);
        byte[] half = Arrays.copyOf(body, body.length / 2);
        switch (fault) {
            case STALL_IN_BODY -> {
                head(body.length);
                out.write(half);
                stall();
            }
            case SLOW_TRICKLE -> {
                head(body.length);
                trickle(body);
            }
            case TRICKLE_FOR_EVER -> {
                head(10_000_000);
                blanksForEver();
            }
            case RESET_IN_BODY -> {
                head(body.length);
                out.write(half);
                return reset();
            }
            case CUT_BODY -> {
                head(body.length);
                out.write(half);
                return false;
            }
            case MALFORMED -> respond("200 OK", contentType(), new String(half, UTF_8) + "]]}", "");
            default -> respond("200 OK", contentType(), new String(body, UTF_8), "");
        }
        return true;
    }

    private boolean faultyStream(Fault fault) throws IOException {
        streamHead();
        List<String> events = SoundAnswer.EVENTS;
        List<String> half = events.subList(0, events.size() / 2);
        switch (fault) {
            case NONE -> chunks(events, "data: [DONE]\n\n", "");
            case SLOW_TRICKLE -> {
                for (String event : events) {
                    pause(TRICKLE_MILLIS);
                    trickle(chunk(event));
                }
                chunks(List.of(), "data: [DONE]\n\n", "");
            }
            case CUT_BODY -> chunks(half, "");
            case MALFORMED -> chunks(half, "data: {\"id\":\"soak\",\"choices\":[{\"ind\n\n", "data: [DONE]\n\n", "");
            case ERROR_FRAME_OBJECT ->
                chunks(half, "data: " + error("internal", "1000") + "\n\n", "data: [DONE]\n\n", "");
            case ERROR_FRAME_ERROR ->
                chunks(half, "data: {\"error\":{\"message\":\"overloaded\",\"code\":500}}\n\n", "");
            case ERROR_FRAME_MESSAGE ->
                chunks(half, "data: {\"message\":\"upstream failed\"}\n\n", "data: [DONE]\n\n", "");
            case ERROR_FRAME_DETAIL -> chunks(half, "data: {\"detail\":\"Internal error\"}\n\n", "");
            case FINISH_REASON_ERROR ->
                chunks(
                        half,
                        SoundAnswer.event("\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\""),
                        "data: [DONE]\n\n",
                        "");
            case DONE_BEFORE_FINISH -> chunks(half, "data: [DONE]\n\n", "");
            case END_WITHOUT_DONE -> chunks(events, "");
            case STALL_IN_BODY, CANCELLED_BY_CALLER -> {
                chunks(half);
                stall();
            }
            case TRICKLE_FOR_EVER -> {
                while (true) {
                    chunks(List.of(": still here\n\n"));
                    pause(SLOWEST_MILLIS);
                }
            }
            case RESET_IN_BODY -> {
                chunks(half);
                return reset();
            }
            case RESET_AFTER_FINISH -> {
                chunks(events);
                pause(SLOWEST_MILLIS);
                return reset();
            }
            default -> throw new IllegalArgumentException(fault.name());
        }
        return true;
    }

    private boolean sound() throws IOException {
        return kind == CallKind.STREAM ? faultyStream(Fault.NONE) : faultyBody(Fault.NONE);
    }

    private boolean refused(boolean refuse, String status, String type, String code, String header) throws IOException {
        if (!refuse) {
            return sound();
        }
        respond(status, "application/json", error(type, code), header);
        return true;
    }

    private static String error(String type, String code) {
        return "{\"object\":\"error\",\"message\":\"refused by the soak server\",\"type\":\"" + type
                + "\",\"param\":null,\"code\":\"" + code + "\"}";
    }

    private String contentType() {
        return kind == CallKind.STREAM ? "text/event-stream" : "application/json";
    }

    private void respond(String status, String type, String body, String header) throws IOException {
        write(answer(status, type, body, header));
    }

    static String answer(String status, String type, String body, String header) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\n" + header + "Content-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    private void head(int length) throws IOException {
        head(length, "");
    }

    private void head(int length, String header) throws IOException {
        write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + header + "Content-Length: " + length
                + "\r\n\r\n");
    }

    private void errorHead() throws IOException {
        write("HTTP/1.1 413 Payload Too Large\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n");
    }

    // Ends when the client closes the connection.
    private void forEver(String text) throws IOException {
        while (true) {
            write(text);
        }
    }

    private static byte[] bomb() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            gzip.write("{\"id\":\"".getBytes(UTF_8));
            for (int block = 0; block < 10_000; block++) {
                gzip.write("x".repeat(BLOCK).getBytes(UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bomb.toByteArray();
    }

    private void streamHead() throws IOException {
        write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private void chunks(List<String> events, String... more) throws IOException {
        for (String event : events) {
            out.write(chunk(event));
        }
        for (String event : more) {
            out.write(chunk(event));
        }
    }

    /** An empty text ends the body. */
    private static byte[] chunk(String data) {
        return (Integer.toHexString(data.getBytes(UTF_8).length) + "\r\n" + data + "\r\n").getBytes(UTF_8);
    }

    private void trickle(byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i += 100) {
            out.write(bytes, i, Math.min(100, bytes.length - i));
            pause(TRICKLE_MILLIS);
        }
    }

    private void blanksForEver() throws IOException {
        while (true) {
            out.write(' ');
            pause(SLOWEST_MILLIS);
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(UTF_8));
    }

    // Ends when the client gives up and closes the connection.
    private void stall() throws IOException {
        socket.setSoTimeout(STALL_MILLIS);
        if (socket.getInputStream().read() < 0) {
            throw new IOException("the client has given up");
        }
        throw new IOException("the client spoke during a stall");
    }

    private boolean reset() throws IOException {
        socket.setSoLinger(true, 0);
        return false;
    }

    private static void pause(int millis) throws IOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}

package io.github.mistral4j.benchmarks.harness.stub;

/**
 * How the stub answers, written as the first segment of the path so that a client needs nothing but a base URL.
 *
 * @param delayMillis how long the stub waits before it answers
 * @param tokens the chunks of a streamed answer; 0 when the answer is not streamed
 * @param paceMillis the time between two chunks; 0 for all at once
 * @param base64 whether vectors are base64 instead of numbers
 */
public record Mode(int delayMillis, int tokens, int paceMillis, boolean base64) {

    public static final Mode PLAIN = new Mode(0, 0, 0, false);

    public static Mode streaming(int tokens, int paceMillis) {
        return new Mode(0, tokens, paceMillis, false);
    }

    public static Mode delayed(int millis) {
        return new Mode(millis, 0, 0, false);
    }

    String baseUrl(String scheme, int port) {
        return scheme + "://127.0.0.1:" + port + "/" + text() + "/v1";
    }

    String text() {
        return delayMillis + "-" + tokens + "-" + paceMillis + "-" + base64;
    }

    static Mode parse(String segment) {
        String[] parts = segment.split("-", 4);
        return new Mode(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Boolean.parseBoolean(parts[3]));
    }
}

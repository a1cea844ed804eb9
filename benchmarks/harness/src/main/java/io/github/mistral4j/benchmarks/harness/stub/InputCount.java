package io.github.mistral4j.benchmarks.harness.stub;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Counts the inputs of an embedding request without parsing the rest of it. */
final class InputCount {

    private static final byte[] FIELD = "\"input\"".getBytes(US_ASCII);

    private InputCount() {}

    static int of(byte[] json, int from, int to) {
        int position = indexOfField(json, from, to);
        if (position < 0) {
            return 0;
        }
        int count = 0;
        boolean array = false;
        for (int i = position; i < to; i++) {
            byte b = json[i];
            if (b == '"') {
                count++;
                i = endOfString(json, i + 1, to);
                if (!array) {
                    return count;
                }
            } else if (b == '[') {
                array = true;
            } else if (b == ']') {
                return count;
            }
        }
        return count;
    }

    private static int endOfString(byte[] json, int from, int to) {
        int i = from;
        while (i < to && json[i] != '"') {
            i += json[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int indexOfField(byte[] json, int from, int to) {
        outer:
        for (int i = from; i + FIELD.length < to; i++) {
            for (int k = 0; k < FIELD.length; k++) {
                if (json[i + k] != FIELD[k]) {
                    continue outer;
                }
            }
            return i + FIELD.length;
        }
        return -1;
    }
}

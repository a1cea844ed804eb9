package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes U+FFFD for half a surrogate pair, which a text has when it was cut inside an emoji: UTF-8 cannot hold it, and servers
 * refuse it as an escape.
 */
final class WellFormedGenerator extends JsonGeneratorDelegate {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int FIRST_BLOCK = 64;
    private static final int BLOCK = 512;

    private char[] block = new char[FIRST_BLOCK];

    WellFormedGenerator(JsonGenerator json) {
        super(json);
    }

    @Override
    public void writeString(String text) throws IOException {
        super.writeString(wellFormed(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(wellFormed(name));
    }

    private String wellFormed(String text) {
        int length = text.length();
        if (length > block.length && block.length < BLOCK) {
            block = new char[BLOCK];
        }
        for (int start = 0; start < length; start += block.length) {
            int end = Math.min(length, start + block.length);
            text.getChars(start, end, block, 0);
            if (mayHoldSurrogates(block, end - start)) {
                return repaired(text);
            }
        }
        return text;
    }

    // Eight at a time: this runs over every text that is sent, and one character after the other takes as long as
    // writing it.
    private static boolean mayHoldSurrogates(char[] chars, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            int any = chars[i] | chars[i + 1] | chars[i + 2] | chars[i + 3];
            any |= chars[i + 4] | chars[i + 5] | chars[i + 6] | chars[i + 7];
            if (any >= Character.MIN_SURROGATE) {
                return true;
            }
        }
        for (; i < length; i++) {
            if (chars[i] >= Character.MIN_SURROGATE) {
                return true;
            }
        }
        return false;
    }

    private static String repaired(String text) {
        int half = half(text, 0);
        if (half < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text);
        for (; half >= 0; half = half(text, half + 1)) {
            out.setCharAt(half, REPLACEMENT);
        }
        return out.toString();
    }

    /** The position of the next half of a surrogate pair without its other half, -1 when there is none. */
    private static int half(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                return i;
            }
            i++;
        }
        return -1;
    }
}

package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes U+FFFD for half a surrogate pair, which a text has when it was cut inside an emoji: UTF-8 cannot hold it, and servers
 * refuse it as an escape.
 */
final class WellFormedGenerator extends JsonGeneratorDelegate {

    private static final char REPLACEMENT = '\uFFFD';

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

    // Costs next to nothing for a text that Java holds as Latin-1, and a fraction of the writing for others.
    private static String wellFormed(String text) {
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

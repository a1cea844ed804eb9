package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;

/**
 * Writes U+FFFD for half a surrogate pair, which a text has when it was cut inside an emoji: UTF-8 cannot hold it, and servers
 * refuse it as an escape. Texts that are not short go past Jackson's buffer.
 */
final class WellFormedGenerator extends JsonGeneratorDelegate {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int SHORT = 64;

    private final BodyBytes target;

    /** Of a generator that writes to that target. */
    WellFormedGenerator(JsonGenerator json, BodyBytes target) {
        super(json);
        this.target = target;
    }

    @Override
    public void writeString(String text) throws IOException {
        if (text.length() <= SHORT) {
            super.writeString(wellFormed(text));
            return;
        }
        super.writeRawValue("\"");
        super.flush();
        target.writeEscaped(text);
        super.writeRaw('"');
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(wellFormed(name));
    }

    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= Character.MIN_SURROGATE) {
                return repaired(text);
            }
        }
        return text;
    }

    private static String repaired(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean half = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            out.appendCodePoint(half ? REPLACEMENT : point);
            i += Character.charCount(point);
        }
        return out.toString();
    }
}

package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes U+FFFD for half a surrogate pair, which a text has when it was cut inside an emoji: UTF-8 cannot hold it, and servers
 * refuse it as an escape. Texts that are not short are written a block at a time.
 */
final class WellFormedGenerator extends JsonGeneratorDelegate {

    private static final char REPLACEMENT = '\uFFFD';
    private static final int SHORT = 64;

    private @Nullable BodyBytes escaped;

    WellFormedGenerator(JsonGenerator json) {
        super(json);
    }

    @Override
    public void writeString(String text) throws IOException {
        if (text.length() <= SHORT) {
            super.writeString(wellFormed(text));
            return;
        }
        BodyBytes bytes = escaped == null ? new BodyBytes() : escaped;
        escaped = bytes;
        bytes.clear();
        bytes.writeEscaped(text);
        super.writeRawUTF8String(bytes.bytes(), 0, bytes.size());
    }

    @Override
    public void writeFieldName(String name) throws IOException {
        super.writeFieldName(wellFormed(name));
    }

    @Override
    public void close() throws IOException {
        super.close();
        if (escaped != null) {
            escaped.release();
            escaped = null;
        }
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

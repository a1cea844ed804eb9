package io.github.mistral4j.examples.documents;

import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text. A byte-order mark decides; else what is valid UTF-8 is UTF-8; else what the document declares; else UTF-16 and UTF-32
 * are known by their zeros, and the rest is Windows-1252, of which Latin-1 is a part, unless it looks like neither.
 */
final class TextEncoding {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
    private static final List<Charset> WIDE =
            List.of(UTF_32LE, UTF_32BE, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

    /** Of the characters: a log may hold a stray control character. */
    private static final double MOST_CONTROLS = 0.02;

    /** Languages that Windows-1252 can write have no four accented letters in a row. */
    private static final int FOREIGN_RUN = 4;

    private static final double MOST_FOREIGN = 0.1;

    private TextEncoding() {}

    /** @param note what could not be read well, null when everything could */
    record Decoded(String text, @Nullable Reason note) {}

    static Decoded decode(byte[] bytes, @Nullable String declared) {
        Charset marked = byteOrderMark(bytes);
        if (marked != null) {
            return lenient(bytes, marked);
        }
        String utf8 = strict(bytes, StandardCharsets.UTF_8);
        boolean ascii = utf8 != null && utf8.length() == bytes.length;
        Charset wanted = ascii || utf8 == null ? charset(declared) : null;
        if (indexOf(bytes, (byte) 0) >= 0) {
            return wide(bytes);
        }
        if (wanted != null) {
            return textOnly(lenient(bytes, wanted));
        }
        return utf8 != null ? textOnly(new Decoded(utf8, null)) : textOnly(eightBit(bytes));
    }

    private static @Nullable Charset byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xef, 0xbb, 0xbf)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(bytes, 0xff, 0xfe, 0, 0)) {
            return UTF_32LE;
        }
        if (startsWith(bytes, 0, 0, 0xfe, 0xff)) {
            return UTF_32BE;
        }
        if (startsWith(bytes, 0xff, 0xfe)) {
            return StandardCharsets.UTF_16LE;
        }
        return startsWith(bytes, 0xfe, 0xff) ? StandardCharsets.UTF_16BE : null;
    }

    /** Latin-1 means Windows-1252, as in all browsers. A declared UTF-16 whose declaration can be read is none. */
    private static @Nullable Charset charset(@Nullable String declared) {
        if (declared == null || declared.toUpperCase(Locale.ROOT).startsWith("UTF")) {
            return null;
        }
        try {
            Charset charset = Charset.forName(declared);
            return charset.equals(StandardCharsets.ISO_8859_1) || charset.equals(StandardCharsets.US_ASCII)
                    ? WINDOWS_1252
                    : charset;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static Decoded wide(byte[] bytes) {
        String best = null;
        long most = 0;
        for (Charset charset : WIDE) {
            String text = strict(bytes, charset);
            if (text != null && text.codePoints().noneMatch(TextEncoding::isNoText)) {
                long latin = text.chars().filter(c -> c < 0x7f).count();
                if (latin > most) {
                    best = text;
                    most = latin;
                }
            }
        }
        if (best == null) {
            throw new DocumentException(Reason.BINARY, "it holds binary data, no text", null);
        }
        return new Decoded(best, null);
    }

    private static Decoded eightBit(byte[] bytes) {
        Decoded utf8 = lenient(bytes, StandardCharsets.UTF_8);
        long lost = utf8.text().chars().filter(c -> c == '\ufffd').count();
        long read = utf8.text().chars().filter(c -> c > 0x7f && c != '\ufffd').count();
        if (read > 2 * lost) {
            return utf8;
        }
        String western = strict(bytes, WINDOWS_1252);
        if (western == null || looksForeign(bytes)) {
            throw new DocumentException(Reason.ENCODING, "its encoding is not known; save it as UTF-8", null);
        }
        return new Decoded(western, Reason.WINDOWS_1252);
    }

    private static boolean looksForeign(byte[] bytes) {
        int letters = 0;
        int foreign = 0;
        int run = 0;
        for (byte b : bytes) {
            run = b < 0 ? run + 1 : 0;
            if (run >= FOREIGN_RUN) {
                foreign += run == FOREIGN_RUN ? FOREIGN_RUN : 1;
            }
            letters += b < 0 || Character.isLetter(b) ? 1 : 0;
        }
        return foreign > MOST_FOREIGN * letters;
    }

    private static Decoded lenient(byte[] bytes, Charset charset) {
        String text = new String(bytes, charset);
        String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
        return new Decoded(unmarked, unmarked.indexOf('\ufffd') < 0 ? null : Reason.GARBLED);
    }

    private static Decoded textOnly(Decoded decoded) {
        long controls = decoded.text().chars().filter(TextEncoding::isControl).count();
        if (controls > MOST_CONTROLS * decoded.text().length()) {
            throw new DocumentException(Reason.BINARY, "it holds binary data, no text", null);
        }
        boolean lost = decoded.text().indexOf('\ufffd') >= 0;
        return lost ? new Decoded(decoded.text(), Reason.GARBLED) : decoded;
    }

    private static @Nullable String strict(byte[] bytes, Charset charset) {
        try {
            return charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static boolean isControl(int c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\b' && c != 0x1b;
    }

    private static boolean isNoText(int c) {
        int type = Character.getType(c);
        return isControl(c) || type == Character.UNASSIGNED || type == Character.PRIVATE_USE;
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }
}

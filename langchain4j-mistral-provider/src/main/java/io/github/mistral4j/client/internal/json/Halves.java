package io.github.mistral4j.client.internal.json;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Joins the halves of a surrogate pair that a server cut apart: pieces are handed out in whole characters. */
public final class Halves {

    private @Nullable Map<Integer, Character> held;

    /** The piece with the half that was held back before it, and without one at its end. */
    public String join(int channel, String piece) {
        boolean cut = !piece.isEmpty() && Character.isHighSurrogate(piece.charAt(piece.length() - 1));
        if (!cut && held == null) {
            return piece;
        }
        Map<Integer, Character> halves = held == null ? new HashMap<>() : held;
        held = halves;
        Character before = piece.isEmpty() ? null : halves.remove(channel);
        String joined = before == null ? piece : before + piece;
        if (cut) {
            halves.put(channel, piece.charAt(piece.length() - 1));
            joined = joined.substring(0, joined.length() - 1);
        }
        if (halves.isEmpty()) {
            held = null;
        }
        return joined;
    }

    /** The half whose other half has not come. */
    public String rest(int channel) {
        Character half = held == null ? null : held.remove(channel);
        return half == null ? "" : String.valueOf(half);
    }
}

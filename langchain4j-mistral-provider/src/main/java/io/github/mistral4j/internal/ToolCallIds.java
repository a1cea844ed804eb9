package io.github.mistral4j.internal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of tool calls as Mistral's models take them: exactly nine letters or digits. An id of another shape, and a call without
 * one, gets such an id computed from itself, so that it is the same in every request of a conversation.
 */
public final class ToolCallIds {

    private static final Pattern ACCEPTED = Pattern.compile("[a-zA-Z0-9]{9}");

    private final Map<String, String> mapped = new HashMap<>();
    private final Map<String, Integer> unnamed = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private final Set<String> inMessage = new HashSet<>();

    /** Whether a server gave an id; some send the word {@code null} instead. */
    public static boolean isKnown(@Nullable String id) {
        return id != null && !id.isEmpty() && !id.equals("null");
    }

    /** Keeps an id that can be sent as it is from being computed for another call. */
    public void reserve(@Nullable String id) {
        if (id != null && ACCEPTED.matcher(id).matches()) {
            used.add(id);
        }
    }

    /** Ids must differ within one assistant message. */
    public void nextMessage() {
        inMessage.clear();
    }

    public String idOf(@Nullable String id, String name, String arguments) {
        if (id == null || !isKnown(id)) {
            String call = name + '\u0000' + arguments;
            int occurrence = unnamed.merge(call, 1, Integer::sum);
            return take(compute("call " + occurrence + '\u0000' + call));
        }
        String wireId = ACCEPTED.matcher(id).matches() ? id : mapped.computeIfAbsent(id, this::compute);
        return take(wireId);
    }

    private String take(String wireId) {
        return inMessage.add(wireId) ? wireId : take(compute("again " + wireId));
    }

    private String compute(String text) {
        String candidate = ShortHash.of(text);
        for (int attempt = 1; !used.add(candidate); attempt++) {
            candidate = ShortHash.of(text + '\u0000' + attempt);
        }
        return candidate;
    }
}

package io.github.mistral4j.internal;

import dev.langchain4j.data.message.AiMessage;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.internal.json.JsonTree;
import io.github.mistral4j.client.internal.json.PartJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a thinking part holds besides its text, kept among the attributes of the message so that it can be sent back as it
 * came. Made of maps, lists, strings and booleans, which survive a chat memory that is kept as JSON.
 */
public final class ThinkingAttribute {

    /** The key; the value is a map with any of {@code signature}, {@code closed} and {@code parts}. */
    public static final String KEY = "mistral_thinking";

    private ThinkingAttribute() {}

    /** Null where the text of the thinking says it all. */
    public static @Nullable Map<String, Object> write(
            @Nullable String signature, @Nullable Boolean closed, List<ContentPart> others) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (signature != null) {
            map.put("signature", signature);
        }
        if (Boolean.FALSE.equals(closed)) {
            map.put("closed", false);
        }
        if (!others.isEmpty()) {
            map.put("parts", others.stream().map(PartJson::write).toList());
        }
        return map.isEmpty() ? null : map;
    }

    static ContentPart.@Nullable Thinking read(AiMessage message) {
        Map<?, ?> extra = message.attributes().get(KEY) instanceof Map<?, ?> map ? map : Map.of();
        String text = message.thinking();
        if ((text == null || text.isEmpty()) && extra.isEmpty()) {
            return null;
        }
        List<ContentPart> parts = new ArrayList<>();
        if (text != null && !text.isEmpty()) {
            parts.add(new ContentPart.Text(text));
        }
        if (extra.get("parts") instanceof List<?> others) {
            for (Object other : others) {
                if (other instanceof Map<?, ?> map) {
                    parts.add(JsonTree.part(map));
                }
            }
        }
        return new ContentPart.Thinking(
                parts,
                extra.get("signature") instanceof String signature ? signature : null,
                !Boolean.FALSE.equals(extra.get("closed")));
    }
}

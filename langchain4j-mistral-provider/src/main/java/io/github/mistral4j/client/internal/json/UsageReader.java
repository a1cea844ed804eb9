package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code usage}; servers put the number of cached tokens in one of three places, and {@code /responses} has names of its own. */
public final class UsageReader {

    private static final Set<String> FIELDS = Set.of(
            "prompt_tokens",
            "completion_tokens",
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "num_cached_tokens",
            "prompt_audio_seconds",
            "request_count",
            "service_tier");
    private static final Set<String> DETAIL_FIELDS = Set.of("cached_tokens", "audio_tokens", "reasoning_tokens");

    private UsageReader() {}

    static @Nullable Usage read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return of(JsonTree.readObject(parser));
    }

    /** That of a whole answer, with the service tier that the Responses API has beside it; null where there is none. */
    public static @Nullable Usage ofAnswer(Map<?, ?> answer) {
        if (!(answer.get("usage") instanceof Map<?, ?> usage)) {
            return null;
        }
        Map<Object, @Nullable Object> fields = new LinkedHashMap<>(usage);
        if (answer.get("service_tier") != null) {
            fields.putIfAbsent("service_tier", answer.get("service_tier"));
        }
        return of(fields);
    }

    public static Usage of(Map<?, ?> usage) {
        Integer cached = detail(usage, "prompt_tokens_details", "cached_tokens");
        if (cached == null) {
            Integer misspelled = detail(usage, "prompt_token_details", "cached_tokens");
            Integer responses = detail(usage, "input_tokens_details", "cached_tokens");
            cached = misspelled != null
                    ? misspelled
                    : responses != null ? responses : integer(usage, "num_cached_tokens");
        }
        Integer audio = detail(usage, "prompt_tokens_details", "audio_tokens");
        return new Usage(
                first(usage, "prompt_tokens", "input_tokens"),
                first(usage, "completion_tokens", "output_tokens"),
                integer(usage, "total_tokens"),
                cached,
                audio != null ? audio : detail(usage, "prompt_token_details", "audio_tokens"),
                usage.get("completion_tokens_details") instanceof Map<?, ?> completion
                        ? integer(completion, "reasoning_tokens")
                        : detail(usage, "output_tokens_details", "reasoning_tokens"),
                integer(usage, "prompt_audio_seconds"),
                integer(usage, "request_count"),
                usage.get("service_tier") instanceof String tier ? tier : null,
                further(usage));
    }

    /** What has no place of its own; of details only what says something. */
    private static Map<String, Object> further(Map<?, ?> usage) {
        Map<String, Object> further = Map.of();
        for (Map.Entry<?, ?> field : usage.entrySet()) {
            Object value = field.getValue();
            boolean kept = value instanceof Map<?, ?> details
                    ? sayMore(details)
                    : value != null && !FIELDS.contains(field.getKey());
            if (kept) {
                further = further.isEmpty() ? new LinkedHashMap<>() : further;
                further.put(String.valueOf(field.getKey()), value);
            }
        }
        return further;
    }

    private static boolean sayMore(Map<?, ?> details) {
        for (Map.Entry<?, ?> detail : details.entrySet()) {
            if (!DETAIL_FIELDS.contains(detail.getKey()) && JsonTree.isMeaningful(detail.getValue())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Integer first(Map<?, ?> usage, String name, String other) {
        Integer found = integer(usage, name);
        return found != null ? found : integer(usage, other);
    }

    private static @Nullable Integer detail(Map<?, ?> usage, String details, String name) {
        return usage.get(details) instanceof Map<?, ?> map ? integer(map, name) : null;
    }

    private static @Nullable Integer integer(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Number number
                ? (Integer) (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number.doubleValue()))
                : null;
    }
}

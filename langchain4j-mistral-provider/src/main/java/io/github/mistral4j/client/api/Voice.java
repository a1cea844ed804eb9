package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A voice to speak with ({@code GET /v2/audio/voices}).
 *
 * @param id for {@code voice_id}
 * @param type {@code preset} or {@code custom}
 * @param gender as the server names it
 * @param further what has no place of its own, by the API's names, such as {@code kind}, {@code age} or {@code color}
 */
public record Voice(
        String id,
        @Nullable String name,
        @Nullable String type,
        List<String> languages,
        @Nullable String gender,
        @Nullable String description,
        List<String> tags,
        Map<String, @Nullable Object> further) {

    public Voice {
        requireNonNull(id, "id");
        languages = List.copyOf(languages);
        tags = List.copyOf(tags);
        requireNonNull(further, "further");
    }

    /**
     * A page of the list.
     *
     * @param nextPageToken {@code next_page_token}: what to ask for the next page with, null where this one is the last
     */
    public record Page(List<Voice> data, @Nullable String nextPageToken) {
        public Page {
            data = List.copyOf(data);
        }
    }
}

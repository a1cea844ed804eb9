package io.github.mistral4j.internal;

import java.util.List;

/**
 * A citation in an answer.
 *
 * @param ids of what is cited, integers or strings
 * @param position in the text, in characters from its beginning
 */
public record Reference(List<Object> ids, int position) {
    public Reference {
        ids = List.copyOf(ids);
    }
}

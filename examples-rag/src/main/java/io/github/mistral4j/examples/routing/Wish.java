package io.github.mistral4j.examples.routing;

import org.jspecify.annotations.Nullable;

/** What the user decided already. */
public record Wish(@Nullable String task, @Nullable String model) {

    public static final Wish NONE = new Wish(null, null);
}

package io.github.mistral4j.examples.routing;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models the server lists, aliases included; or that it lists nothing, which some servers do not. */
public final class AvailableModels {

    private final @Nullable Set<String> ids;

    private AvailableModels(@Nullable Set<String> ids) {
        this.ids = ids;
    }

    public static AvailableModels of(Set<String> ids) {
        return new AvailableModels(Set.copyOf(ids));
    }

    /** Everything may be tried. */
    public static AvailableModels unknown() {
        return new AvailableModels(null);
    }

    public boolean contains(String model) {
        return ids == null || ids.contains(model);
    }

    List<String> usable(List<String> chain) {
        return chain.stream().filter(this::contains).toList();
    }
}

package io.github.mistral4j.examples.eval;

import java.util.Collection;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/** How many of some cases are as they should be. Of no cases there is no share. */
public record Share(int hits, int cases) {

    static <T> Share of(Collection<T> cases, Predicate<T> hit) {
        return new Share((int) cases.stream().filter(hit).count(), cases.size());
    }

    public OptionalDouble value() {
        return cases == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) hits / cases);
    }

    Share complement() {
        return new Share(cases - hits, cases);
    }

    /** As in {@code 12 of 14}. */
    public String counts() {
        return String.format(Locale.ROOT, "%d of %d", hits, cases);
    }
}

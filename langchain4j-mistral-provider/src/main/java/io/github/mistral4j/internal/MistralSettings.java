package io.github.mistral4j.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@link Setting}s of a chat request that are set. Its text has their names alone: values may be prompts. */
public final class MistralSettings {

    public static final MistralSettings NONE = new MistralSettings(Map.of());

    private final Map<Setting<?>, Object> values;

    private MistralSettings(Map<Setting<?>, Object> values) {
        this.values = values;
    }

    /** Null where it is not set. */
    @SuppressWarnings("unchecked") // with() took a value of this type
    public <T> @Nullable T get(Setting<T> setting) {
        return (T) values.get(setting);
    }

    /** The value, or what holds where it is not set. */
    public <T> T get(Setting<T> setting, T otherwise) {
        T value = get(setting);
        return value == null ? otherwise : value;
    }

    /** These and one more; null takes it away. */
    public <T> MistralSettings with(Setting<T> setting, @Nullable T value) {
        Map<Setting<?>, Object> changed = new LinkedHashMap<>(values);
        if (value == null) {
            changed.remove(setting);
        } else {
            changed.put(setting, unchangeable(value));
        }
        return new MistralSettings(changed);
    }

    /** These, and where they are unset the others. */
    public MistralSettings over(MistralSettings others) {
        Map<Setting<?>, Object> both = new LinkedHashMap<>(others.values);
        both.putAll(values);
        return new MistralSettings(both);
    }

    private static Object unchangeable(Object value) {
        if (value instanceof Map<?, ?> map) {
            return Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }
        return value instanceof List<?> list ? List.copyOf(list) : value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MistralSettings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        List<String> names = new ArrayList<>();
        values.keySet().forEach(setting -> names.add(setting.name()));
        return names.toString();
    }
}

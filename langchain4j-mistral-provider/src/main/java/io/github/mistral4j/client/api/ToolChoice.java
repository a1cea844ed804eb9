package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

/** {@code tool_choice}: one of the API's words, or the one function that must be called. */
public sealed interface ToolChoice {

    /** The model decides; the API's default. */
    ToolChoice AUTO = new Mode("auto");

    /** No tool may be called. */
    ToolChoice NONE = new Mode("none");

    /** At least one tool must be called; {@code required} is the API's newer word for the same. */
    ToolChoice ANY = new Mode("any");

    /** A word such as {@code auto}. */
    record Mode(String value) implements ToolChoice {
        public Mode {
            requireNonNull(value, "value");
        }
    }

    /** {@code {type: "function", function: {name}}}. */
    record Function(String name) implements ToolChoice {
        public Function {
            requireNonNull(name, "name");
        }
    }
}

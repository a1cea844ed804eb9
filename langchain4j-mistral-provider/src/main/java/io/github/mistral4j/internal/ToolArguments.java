package io.github.mistral4j.internal;

import io.github.mistral4j.client.internal.json.JsonTree;

/** Arguments of the tool calls of a history: the model's own, which it may have got wrong or which its length limit cut. */
final class ToolArguments {

    private ToolArguments() {}

    /** A JSON object, for servers that read it: one that says so where the arguments are none. */
    static String sendable(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        return JsonTree.isObject(arguments) ? arguments : JsonTree.object("invalid_arguments", arguments);
    }
}

package io.github.mistral4j.internal;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.client.api.FunctionTool;
import io.github.mistral4j.client.api.ToolChoice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. */
final class ToolMapper {

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final int MOST_TOOLS = 128;
    private static final Map<String, @Nullable Object> NO_PARAMETERS = noParameters();

    private ToolMapper() {}

    // In one order: the server's prompt cache compares requests from their beginning.
    private static Map<String, @Nullable Object> noParameters() {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of());
        return Collections.unmodifiableMap(schema);
    }

    static List<FunctionTool> tools(@Nullable List<ToolSpecification> specifications, boolean strict) {
        if (specifications == null || specifications.isEmpty()) {
            return List.of();
        }
        if (specifications.size() > MOST_TOOLS) {
            throw new InvalidRequestException(
                    "a request takes at most " + MOST_TOOLS + " tools, but has " + specifications.size());
        }
        List<FunctionTool> tools = new ArrayList<>(specifications.size());
        Set<String> names = new HashSet<>();
        for (ToolSpecification specification : specifications) {
            FunctionTool tool = tool(specification, strict);
            if (!names.add(tool.name())) {
                throw new InvalidRequestException("two tools have the name '" + tool.name() + "'");
            }
            tools.add(tool);
        }
        return tools;
    }

    private static FunctionTool tool(ToolSpecification tool, boolean strict) {
        if (tool.name() == null || !NAME.matcher(tool.name()).matches()) {
            throw new InvalidRequestException(
                    "the name of a tool must be 1 to 64 letters, digits, '_' or '-', but is '" + tool.name() + "'");
        }
        boolean enforced = tool.strict() == null ? strict : tool.strict();
        return new FunctionTool(
                tool.name(),
                tool.description(),
                tool.parameters() == null ? NO_PARAMETERS : JsonSchemas.toMap(tool.parameters(), enforced),
                enforced ? true : null);
    }

    static @Nullable ToolChoice choice(
            dev.langchain4j.model.chat.request.@Nullable ToolChoice choice,
            @Nullable String name,
            List<FunctionTool> tools) {
        if (name != null) {
            if (tools.stream().noneMatch(tool -> tool.name().equals(name))) {
                throw new InvalidRequestException("toolChoiceName '" + name + "' is none of the tools of the request");
            }
            return new ToolChoice.Function(name);
        }
        if (choice == null) {
            return null;
        }
        return switch (choice) {
            case AUTO -> tools.isEmpty() ? null : ToolChoice.AUTO;
            case REQUIRED -> required(tools);
            // With tools in the request "none" garbles answers, so the tools are left out instead.
            case NONE -> null;
        };
    }

    private static ToolChoice required(List<FunctionTool> tools) {
        if (tools.isEmpty()) {
            throw new InvalidRequestException("toolChoice REQUIRED needs at least one tool");
        }
        return ToolChoice.ANY;
    }
}

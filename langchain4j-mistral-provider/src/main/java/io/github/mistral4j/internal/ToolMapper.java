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
import org.jspecify.annotations.Nullable;

/** Tools and the choice among them. */
final class ToolMapper {

    private static final int MOST_TOOLS = 128;
    private static final Map<String, @Nullable Object> NO_PARAMETERS = noParameters(false);
    private static final Map<String, @Nullable Object> STRICTLY_NO_PARAMETERS = noParameters(true);

    private ToolMapper() {}

    // In one order: the server's prompt cache compares requests from their beginning.
    private static Map<String, @Nullable Object> noParameters(boolean strict) {
        Map<String, @Nullable Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Map.of());
        if (strict) {
            schema.put("additionalProperties", false);
        }
        return Collections.unmodifiableMap(schema);
    }

    static List<FunctionTool> tools(
            @Nullable List<ToolSpecification> specifications, boolean strict, ToolNames toolNames) {
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
            FunctionTool tool = tool(specification, strict, toolNames);
            if (!names.add(tool.name())) {
                throw new InvalidRequestException("two tools have the name '" + specification.name() + "'");
            }
            tools.add(tool);
        }
        return tools;
    }

    private static FunctionTool tool(ToolSpecification tool, boolean strict, ToolNames names) {
        if (tool.name() == null || tool.name().isBlank()) {
            throw new InvalidRequestException("a tool has no name");
        }
        boolean wanted = tool.strict() == null ? strict : tool.strict();
        boolean none = tool.parameters() == null
                || tool.parameters().properties().isEmpty()
                        && !Boolean.TRUE.equals(tool.parameters().additionalProperties());
        JsonSchemas.Schema schema = none
                ? new JsonSchemas.Schema(wanted ? STRICTLY_NO_PARAMETERS : NO_PARAMETERS, wanted)
                : JsonSchemas.of(tool.parameters(), wanted);
        return new FunctionTool(
                names.wireName(tool.name()), tool.description(), schema.map(), schema.strict() ? true : null);
    }

    static @Nullable ToolChoice choice(
            dev.langchain4j.model.chat.request.@Nullable ToolChoice choice,
            @Nullable String name,
            List<FunctionTool> tools,
            List<?> builtIn,
            ToolNames names) {
        if (name != null) {
            String wireName = names.wireName(name);
            if (tools.stream().noneMatch(tool -> tool.name().equals(wireName))) {
                throw new InvalidRequestException("toolChoiceName '" + name + "' is none of the tools of the request");
            }
            return new ToolChoice.Function(wireName);
        }
        if (choice == null) {
            return null;
        }
        return switch (choice) {
            case AUTO -> tools.isEmpty() && builtIn.isEmpty() ? null : ToolChoice.AUTO;
            case REQUIRED -> required(tools.isEmpty() && builtIn.isEmpty());
            // With tools in the request "none" garbles answers, so the tools are left out instead.
            case NONE -> null;
        };
    }

    private static ToolChoice required(boolean without) {
        if (without) {
            throw new InvalidRequestException("toolChoice REQUIRED needs at least one tool");
        }
        return ToolChoice.ANY;
    }
}

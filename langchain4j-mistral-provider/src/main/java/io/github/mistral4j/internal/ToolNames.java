package io.github.mistral4j.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names of tools as the API takes them: 1 to 64 letters, digits, {@code _} or {@code -}. Any other gets such a name computed from
 * itself, the same in every request of a conversation, and what the model calls by it is the application's own name again.
 */
public final class ToolNames {

    private static final Pattern ACCEPTED = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern REFUSED = Pattern.compile("[^a-zA-Z0-9_-]");
    private static final int LONGEST_BEGINNING = 64 - 1 - ShortHash.LENGTH;

    private final Set<String> used = new HashSet<>();
    private final Map<String, String> computed = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();

    /** Knows the names of a request, so that none that can be sent as it is is computed for another tool. */
    ToolNames(@Nullable List<ToolSpecification> tools, List<ChatMessage> messages) {
        if (tools != null) {
            for (ToolSpecification tool : tools) {
                reserve(tool.name());
            }
        }
        for (ChatMessage message : messages) {
            if (message instanceof AiMessage answer && answer.hasToolExecutionRequests()) {
                answer.toolExecutionRequests().stream()
                        .map(ToolExecutionRequest::name)
                        .forEach(this::reserve);
            }
        }
    }

    private void reserve(@Nullable String name) {
        if (name != null && isAccepted(name)) {
            used.add(name);
        }
    }

    /** Whether a tool keeps its name on the wire. */
    public static boolean isAccepted(String name) {
        return ACCEPTED.matcher(name).matches();
    }

    /** A call of a history may have no name. */
    String wireName(@Nullable String ownName) {
        String name = ownName == null ? "" : ownName;
        return isAccepted(name) ? name : computed.computeIfAbsent(name, this::compute);
    }

    private String compute(String name) {
        String beginning = REFUSED.matcher(name).replaceAll("_");
        if (beginning.length() > LONGEST_BEGINNING) {
            beginning = beginning.substring(0, LONGEST_BEGINNING);
        }
        String candidate = beginning + '_' + ShortHash.of(name);
        for (int attempt = 1; !used.add(candidate); attempt++) {
            candidate = beginning + '_' + ShortHash.of(name + '\u0000' + attempt);
        }
        own.put(candidate, name);
        return candidate;
    }

    /** The application's name of a tool that an answer names. */
    public String ownName(String wireName) {
        return own.getOrDefault(wireName, wireName);
    }
}

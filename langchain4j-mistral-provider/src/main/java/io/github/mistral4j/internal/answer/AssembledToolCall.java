package io.github.mistral4j.internal.answer;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.github.mistral4j.client.api.ToolCall;
import io.github.mistral4j.internal.ShortHash;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One tool call while it arrives. */
final class AssembledToolCall {

    private static final Pattern NOTHING = Pattern.compile("\\s*(\\{\\s*}\\s*)?");

    private final int position;
    private final @Nullable Integer index;
    private final StringBuilder arguments = new StringBuilder();
    private JsonBalance balance = new JsonBalance();
    private @Nullable String id;
    private @Nullable String name;
    private int told;
    private boolean complete;

    AssembledToolCall(int position, @Nullable Integer index) {
        this.position = position;
        this.index = index;
    }

    /** The {@code index} of its first piece. */
    @Nullable
    Integer index() {
        return index;
    }

    int position() {
        return position;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String name() {
        return name;
    }

    /** Whether it has a name that LangChain4j takes for one. */
    boolean hasName() {
        return name != null && !name.trim().isEmpty();
    }

    /** Whether a piece that would otherwise belong here begins another call. */
    boolean isOtherThan(ToolCall delta) {
        if (delta.id() != null) {
            return id != null ? !id.equals(delta.id()) && !goesOn(delta) : name != null && delta.name() != null;
        }
        return delta.name() != null
                && name != null
                && (!name.equals(delta.name()) || hasWholeArguments() && !goesOnWithoutId(delta.arguments()));
    }

    // Without ids, two whole calls of one name are two; a call that has one is not followed by one that has none.
    private boolean goesOnWithoutId(String piece) {
        return id == null ? piece.isBlank() : saysNothing(piece) || saysNothing(arguments) || isAllOf(piece);
    }

    // Some gateways make up an id for every fragment: no call begins in the middle of its arguments, nor without a
    // name.
    private boolean goesOn(ToolCall delta) {
        String piece = delta.arguments().stripLeading();
        return delta.name() == null
                ? piece.isEmpty() || !hasWholeArguments()
                : delta.name().equals(name) && !hasWholeArguments() && !piece.isEmpty() && !piece.startsWith("{");
    }

    /** Adds a piece and returns what of the arguments has not been told yet, nothing as long as the name is missing. */
    String add(ToolCall delta) {
        if (delta.id() != null && id == null) {
            id = delta.id();
        }
        if (delta.name() != null) {
            name = delta.name();
        }
        if (repeats(delta)) {
            return "";
        }
        if (hasWholeArguments() && saysNothing(arguments)) {
            // Some servers begin with an empty object before the fragments.
            arguments.setLength(0);
            told = 0;
            balance = new JsonBalance();
        }
        arguments.append(delta.arguments());
        balance.add(delta.arguments());
        if (name == null) {
            return "";
        }
        int end = arguments.length();
        // Half of a surrogate pair waits for the other half.
        if (end > told && Character.isHighSurrogate(arguments.charAt(end - 1))) {
            end--;
        }
        return tell(end);
    }

    private String tell(int end) {
        String fragment = arguments.substring(told, end);
        told = end;
        return fragment;
    }

    /** What has not been told by the end. */
    String rest() {
        return tell(arguments.length());
    }

    // Some servers end with the whole call once more, or with nothing in it.
    private boolean repeats(ToolCall delta) {
        return hasWholeArguments() && (saysNothing(delta.arguments()) || isAllOf(delta.arguments()));
    }

    private boolean isAllOf(String piece) {
        return piece.contentEquals(arguments);
    }

    private static boolean saysNothing(CharSequence text) {
        return text.length() < 8 && NOTHING.matcher(text).matches();
    }

    boolean hasWholeArguments() {
        return balance.isWholeObject();
    }

    void emptyMeansNoArguments() {
        if (arguments.toString().isBlank()) {
            arguments.setLength(0);
            arguments.append("{}");
            told = arguments.length();
        }
    }

    /** Whether it becomes complete by this. */
    boolean completeOnce() {
        boolean now = !complete;
        complete = true;
        return now;
    }

    ToolExecutionRequest request() {
        return ToolExecutionRequest.builder()
                .id(id == null ? ShortHash.of("call " + position + '\u0000' + name) : id)
                .name(name == null ? "" : name)
                .arguments(arguments.toString())
                .build();
    }
}

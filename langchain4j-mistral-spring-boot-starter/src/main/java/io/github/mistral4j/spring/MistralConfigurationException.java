package io.github.mistral4j.spring;

/** A client that its properties do not allow to be built; told by a failure analyzer. */
final class MistralConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String group;
    private final String reason;

    MistralConfigurationException(String group, RuntimeException cause) {
        super(MistralProperties.PREFIX + "." + group + ": " + cause.getMessage(), cause);
        this.group = group;
        this.reason = String.valueOf(cause.getMessage());
    }

    String group() {
        return group;
    }

    String reason() {
        return reason;
    }
}

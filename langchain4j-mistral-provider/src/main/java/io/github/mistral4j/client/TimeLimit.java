package io.github.mistral4j.client;

/** The time limits of a call. */
public enum TimeLimit {
    /** Until the connection stands. */
    CONNECT("connectTimeout"),
    /** From sending the request until the headers of the response are complete. */
    FIRST_BYTE("firstByteTimeout"),
    /** Between two bytes of the body. */
    IDLE("idleTimeout"),
    /** The whole call with its retries and its waiting. */
    CALL("callTimeout");

    private final String optionName;

    TimeLimit(String optionName) {
        this.optionName = optionName;
    }

    /** The name of the option that sets it. */
    public String optionName() {
        return optionName;
    }
}

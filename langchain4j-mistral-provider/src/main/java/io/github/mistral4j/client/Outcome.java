package io.github.mistral4j.client;

import okhttp3.HttpUrl;

/** How one request of a call ended. What ends the whole call, such as a body that is cut, is thrown. */
sealed interface Outcome<T> {

    record Answered<T>(T result) implements Outcome<T> {}

    /** It did not leave, because another was refused while its connection was opened. */
    record HeldBack<T>() implements Outcome<T> {}

    /** The server wants it at another of its own addresses. */
    record Redirected<T>(HttpUrl target, ResponseInfo info) implements Outcome<T> {}

    /**
     * It may be worth another one.
     *
     * @param sent whether anything was sent
     * @param heldNanos how long no request for the same model leaves because of it
     */
    record Failed<T>(MistralException failure, boolean sent, long heldNanos) implements Outcome<T> {

        Failed<T> heldFor(long nanos) {
            return new Failed<>(failure, sent, nanos);
        }
    }
}

package io.github.mistral4j.client;

import java.io.IOException;
import okio.BufferedSource;

/** Reads the body of an answer with status 200. */
interface BodyHandler<T> {
    T read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException;

    /** The whole-call limit was reached; told on a thread of its own, which must not be held up, while another one reads. */
    default void timeIsUp(MistralTimeoutException failure) {}
}

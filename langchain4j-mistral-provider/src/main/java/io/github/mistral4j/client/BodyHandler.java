package io.github.mistral4j.client;

import java.io.IOException;
import okio.BufferedSource;

/** Reads the body of an answer with status 200. */
interface BodyHandler<T> {
    T read(BufferedSource body, ResponseInfo info, Redaction redaction) throws IOException;
}

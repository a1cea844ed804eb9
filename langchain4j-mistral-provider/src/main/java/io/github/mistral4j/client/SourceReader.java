package io.github.mistral4j.client;

import java.io.IOException;
import okio.BufferedSource;

/** Reads a body. */
interface SourceReader<T> {
    T read(BufferedSource body, ResponseInfo info) throws IOException;
}

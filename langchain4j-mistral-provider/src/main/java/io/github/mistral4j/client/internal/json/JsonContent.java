package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the body of a request, once for each time it is sent. */
public interface JsonContent {
    void write(JsonGenerator json) throws IOException;
}

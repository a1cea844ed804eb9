package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes the body of a request, once for each time it is sent. */
interface JsonContent {
    void write(JsonGenerator json) throws IOException;
}

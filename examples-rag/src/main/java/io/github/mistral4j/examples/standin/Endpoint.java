package io.github.mistral4j.examples.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Answers the requests of one path. */
interface Endpoint {

    /** @throws Refusal when the real API would not take the request */
    void answer(JsonNode request, Exchange exchange) throws IOException;
}

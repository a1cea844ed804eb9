package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/**
 * Jackson's streaming half is all that is used: no reflection, nothing to register for a native image. Buffers come from a
 * shared pool, since thread-local ones are thrown away with every virtual thread.
 */
final class Json {

    private static final int LONGEST_STRING = 256 * 1024 * 1024;

    static final JsonFactory FACTORY = factory();

    private Json() {}

    private static JsonFactory factory() {
        JsonFactoryBuilder builder = new JsonFactoryBuilder()
                .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(LONGEST_STRING)
                        .build())
                // The default adds a piece of the source, which may be an answer, to the message of an exception.
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
        // Without it an emoji is written as twelve characters. Jackson has it since 2.18, and Spring Boot 3.3 has 2.17.
        for (JsonWriteFeature feature : JsonWriteFeature.values()) {
            if (feature.name().equals("COMBINE_UNICODE_SURROGATES_IN_UTF8")) {
                builder.enable(feature);
            }
        }
        return builder.build();
    }
}

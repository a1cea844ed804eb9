package io.github.mistral4j.internal;

import io.github.mistral4j.client.MistralClient;

/**
 * A model's client.
 *
 * @param owned whether it ends with the model
 */
public record ClientHandle(MistralClient client, boolean owned) {

    public void close() {
        if (owned) {
            client.close();
        }
    }
}

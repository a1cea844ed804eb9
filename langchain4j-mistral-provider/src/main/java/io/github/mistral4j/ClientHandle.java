package io.github.mistral4j;

import io.github.mistral4j.client.MistralClient;

/**
 * A model's client.
 *
 * @param owned whether it ends with the model
 */
record ClientHandle(MistralClient client, boolean owned) {

    void close() {
        if (owned) {
            client.close();
        }
    }
}

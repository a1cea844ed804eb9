package io.github.mistral4j.internal;

import io.github.mistral4j.client.MistralClient;
import java.util.function.UnaryOperator;

/**
 * A model's client.
 *
 * @param owned whether it ends with the model
 */
public record ClientHandle(MistralClient client, boolean owned) {

    /** The same, reached in another way. */
    public ClientHandle over(UnaryOperator<MistralClient> way) {
        return new ClientHandle(way.apply(client), owned);
    }

    public void close() {
        if (owned) {
            client.close();
        }
    }
}

package io.github.mistral4j.spring;

import io.github.mistral4j.client.MistralClientBuilder;

/**
 * A bean of this type is called for each client that the starter builds, after the properties: for a key from a vault, a listener
 * of retries, and whatever else is no property. Several are called in their order.
 */
@FunctionalInterface
public interface MistralClientCustomizer {

    void customize(MistralClientBuilder builder);
}

package io.github.mistral4j.spring;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/**
 * The clients of the models. A group that says nothing about its client shares the one of the context. One that does gets a
 * client of its own, which takes what it does not say from the group {@code client}.
 */
final class MistralClients implements AutoCloseable {

    private static final Duration HEALTH_TIMEOUT = Duration.ofSeconds(10);

    private final ConnectionProperties common;
    private final ObjectProvider<MistralClient> shared;
    private final @Nullable OkHttpClient okHttpClient;
    private final @Nullable UnaryOperator<Runnable> taskDecorator;
    private final List<MistralClientCustomizer> customizers;
    private final List<MistralClient> own = new ArrayList<>();
    private @Nullable ConnectionProperties first;
    private @Nullable MistralClient probe;

    MistralClients(
            ConnectionProperties common,
            ObjectProvider<MistralClient> shared,
            @Nullable OkHttpClient okHttpClient,
            @Nullable UnaryOperator<Runnable> taskDecorator,
            List<MistralClientCustomizer> customizers) {
        this.common = common;
        this.shared = shared;
        this.okHttpClient = okHttpClient;
        this.taskDecorator = taskDecorator;
        this.customizers = customizers;
    }

    /** The one of the context; the context closes it. */
    MistralClient common() {
        return build(OnMistralGroup.CLIENT, common, builder -> {});
    }

    /** A model on the client of its group. */
    <T> T model(String group, ConnectionProperties properties, Function<MistralClient, T> build) {
        MistralClient client = of(group, properties);
        try {
            return build.apply(client);
        } catch (RuntimeException e) {
            throw new MistralConfigurationException(group, e);
        }
    }

    private MistralClient of(String group, ConnectionProperties properties) {
        if (!properties.anySet()) {
            return shared.getObject();
        }
        MistralClient client = build(group, properties, builder -> {});
        own.add(client);
        if (first == null) {
            first = properties;
        }
        return client;
    }

    /** How many models the server lists; asked once and with little patience. No prompt is sent. */
    synchronized int countModels() {
        if (probe == null) {
            ConnectionProperties properties = first == null ? common : first;
            probe = build("health", properties, builder -> builder.maxRetries(0).callTimeout(HEALTH_TIMEOUT));
        }
        return probe.listModels().body().size();
    }

    private MistralClient build(String group, ConnectionProperties properties, Consumer<MistralClientBuilder> last) {
        MistralClientBuilder builder = MistralClient.builder().taskDecorator(taskDecorator);
        if (okHttpClient != null) {
            builder.okHttpClient(okHttpClient);
        }
        try {
            apply(common, builder);
            if (properties != common) {
                apply(properties, builder);
            }
            customizers.forEach(customizer -> customizer.customize(builder));
            last.accept(builder);
            return builder.build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new MistralConfigurationException(group, e);
        }
    }

    private static void apply(ConnectionProperties properties, MistralClientBuilder builder) {
        set(properties.apiKey(), builder::apiKey);
        if (Boolean.TRUE.equals(properties.withoutApiKey())) {
            builder.withoutApiKey();
        }
        set(properties.baseUrl(), builder::baseUrl);
        set(properties.headers(), builder::headers);
        set(properties.plainHeaders(), names -> builder.plainHeaders(names.toArray(String[]::new)));
        set(properties.customQueryParams(), builder::customQueryParams);
        set(properties.timeout(), builder::timeout);
        set(properties.connectTimeout(), builder::connectTimeout);
        set(properties.firstByteTimeout(), builder::firstByteTimeout);
        set(properties.idleTimeout(), builder::idleTimeout);
        set(properties.callTimeout(), builder::callTimeout);
        set(properties.maxRetries(), builder::maxRetries);
        set(properties.maxRetryDuration(), builder::maxRetryDuration);
        set(properties.requestsPerSecond(), builder::requestsPerSecond);
        set(properties.logRequests(), builder::logRequests);
        set(properties.logResponses(), builder::logResponses);
    }

    private static <T> void set(@Nullable T value, Consumer<T> setter) {
        if (value != null) {
            setter.accept(value);
        }
    }

    @Override
    public synchronized void close() {
        own.forEach(MistralClient::close);
        if (probe != null) {
            probe.close();
        }
    }
}

package io.github.mistral4j.examples.app;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.examples.standin.StandInServer;
import org.jspecify.annotations.Nullable;

/** The connection to whichever server answers: Mistral's, one's own, or the stand-in that is started when there is neither. */
public final class Api implements AutoCloseable {

    static final String MISTRAL = "https://api.mistral.ai/v1";

    /** Who answers. */
    public enum Kind {
        STAND_IN,
        MISTRAL,
        OWN_SERVER
    }

    private final Kind kind;
    private final String baseUrl;
    private final MistralClient client;
    private final @Nullable StandInServer standIn;

    private Api(Kind kind, String baseUrl, MistralClient client, @Nullable StandInServer standIn) {
        this.kind = kind;
        this.baseUrl = baseUrl;
        this.client = client;
        this.standIn = standIn;
    }

    public static Api open(ApiSettings settings) {
        MistralClientBuilder builder = MistralClient.builder().maxRetries(settings.maxRetries());
        if (settings.requestsPerSecond() != null) {
            builder.requestsPerSecond(settings.requestsPerSecond());
        }
        String baseUrl = settings.baseUrl();
        String key = settings.key();
        if (baseUrl != null) {
            MistralClientBuilder own = builder.baseUrl(baseUrl);
            return new Api(
                    Kind.OWN_SERVER, baseUrl, (key == null ? own.withoutApiKey() : own.apiKey(key)).build(), null);
        }
        if (key != null) {
            return new Api(
                    Kind.MISTRAL, MISTRAL, builder.baseUrl(MISTRAL).apiKey(key).build(), null);
        }
        StandInServer standIn = StandInServer.start();
        MistralClient client =
                builder.baseUrl(standIn.baseUrl()).apiKey("stand-in").build();
        return new Api(Kind.STAND_IN, standIn.baseUrl(), client, standIn);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isStandIn() {
        return kind == Kind.STAND_IN;
    }

    public String baseUrl() {
        return baseUrl;
    }

    public MistralClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        if (standIn != null) {
            standIn.close();
        }
    }
}

package io.github.mistral4j.examples.app;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.examples.standin.StandInServer;
import java.util.Objects;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** The connection to whichever server answers: Mistral's, one's own, or the stand-in that is started when there is neither. */
public final class Api implements AutoCloseable {

    static final String MISTRAL = "https://api.mistral.ai/v1";

    private static final String STAND_IN_KEY = "stand-in";

    /** Who answers. */
    public enum Kind {
        STAND_IN,
        MISTRAL,
        OWN_SERVER
    }

    private final Kind kind;
    private final String baseUrl;
    private final ApiSettings settings;
    private final OkHttpClient http = new OkHttpClient();
    private final MistralClient client;
    private final MistralClient embeddingClient;
    private final @Nullable StandInServer standIn;

    private Api(Kind kind, String baseUrl, ApiSettings settings, @Nullable StandInServer standIn) {
        this.kind = kind;
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.standIn = standIn;
        this.client = newClient(baseUrl, settings.key());
        ApiSettings.Embeddings elsewhere = settings.embeddings();
        if (elsewhere == null) {
            this.embeddingClient = client;
        } else if (elsewhere.builtIn()) {
            this.embeddingClient = newClient(Objects.requireNonNull(standIn).baseUrl(), STAND_IN_KEY);
        } else {
            this.embeddingClient = newClient(elsewhere.baseUrl(), elsewhere.key());
        }
    }

    public static Api open(ApiSettings settings) {
        settings.check();
        boolean nobody = settings.baseUrl() == null && settings.key() == null;
        boolean builtIn = settings.embeddings() != null && settings.embeddings().builtIn();
        StandInServer standIn = nobody || builtIn ? StandInServer.start() : null;
        if (settings.baseUrl() != null) {
            return new Api(Kind.OWN_SERVER, settings.baseUrl(), settings, standIn);
        }
        if (settings.key() != null) {
            return new Api(Kind.MISTRAL, MISTRAL, settings, standIn);
        }
        String standInUrl = Objects.requireNonNull(standIn).baseUrl();
        return new Api(Kind.STAND_IN, standInUrl, settings.withKey(STAND_IN_KEY), standIn);
    }

    private MistralClient newClient(String url, @Nullable String key) {
        MistralClientBuilder builder =
                MistralClient.builder().baseUrl(url).okHttpClient(http).maxRetries(settings.maxRetries());
        if (settings.timeout() != null) {
            builder.timeout(settings.timeout());
        }
        if (settings.requestsPerSecond() != null) {
            builder.requestsPerSecond(settings.requestsPerSecond());
        }
        return (key == null ? builder.withoutApiKey() : builder.apiKey(key)).build();
    }

    public Kind kind() {
        return kind;
    }

    /** Whether the embeddings are made in this process. */
    boolean embedsHere() {
        return standIn != null;
    }

    public boolean isStandIn() {
        return kind == Kind.STAND_IN;
    }

    public String baseUrl() {
        return baseUrl;
    }

    public ApiSettings settings() {
        return settings;
    }

    /** For embeddings, which may be made elsewhere. */
    public MistralClient embeddingClient() {
        return embeddingClient;
    }

    /** For everything but embeddings. */
    public MistralClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        embeddingClient.close();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        if (standIn != null) {
            standIn.close();
        }
    }
}

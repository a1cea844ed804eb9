package io.github.mistral4j.examples.app;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.examples.standin.StandInServer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.OkHttpClient;
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
    private final ApiSettings settings;
    private final OkHttpClient http = new OkHttpClient();
    private final MistralClient client;
    private final Map<String, MistralClient> answering = new ConcurrentHashMap<>();
    private final @Nullable StandInServer standIn;

    private Api(Kind kind, String baseUrl, ApiSettings settings, @Nullable StandInServer standIn) {
        this.kind = kind;
        this.baseUrl = baseUrl;
        this.settings = settings;
        this.standIn = standIn;
        this.client = newClient();
    }

    public static Api open(ApiSettings settings) {
        if (settings.baseUrl() != null) {
            return new Api(Kind.OWN_SERVER, settings.baseUrl(), settings, null);
        }
        if (settings.key() != null) {
            return new Api(Kind.MISTRAL, MISTRAL, settings, null);
        }
        StandInServer standIn = StandInServer.start();
        return new Api(Kind.STAND_IN, standIn.baseUrl(), settings.withKey("stand-in"), standIn);
    }

    private MistralClient newClient() {
        MistralClientBuilder builder =
                MistralClient.builder().baseUrl(baseUrl).okHttpClient(http).maxRetries(settings.maxRetries());
        if (settings.requestsPerSecond() != null) {
            builder.requestsPerSecond(settings.requestsPerSecond());
        }
        return (settings.key() == null ? builder.withoutApiKey() : builder.apiKey(settings.key())).build();
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

    /** For everything but answers. */
    public MistralClient client() {
        return client;
    }

    /**
     * For the answers of one model. A refusal (429) makes all calls of a client wait, but Mistral counts for each model on its
     * own: with a client for each, the fall-back of an overloaded model can be asked at once. The connections are shared. When
     * the user set a limit, it counts for all, so there is one client.
     */
    public MistralClient client(String model) {
        return settings.requestsPerSecond() != null ? client : answering.computeIfAbsent(model, name -> newClient());
    }

    @Override
    public void close() {
        client.close();
        answering.values().forEach(MistralClient::close);
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        if (standIn != null) {
            standIn.close();
        }
    }
}

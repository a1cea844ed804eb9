package io.github.mistral4j.examples.quickstart;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import org.jspecify.annotations.Nullable;

/**
 * Mistral when {@code MISTRAL_API_KEY} is set, else the test server on this machine, with {@link OfflineAnswers}. In a program of yours,
 * {@code MistralClient.builder().apiKey(key).build()} takes its place.
 */
final class Server implements AutoCloseable {

    private final @Nullable MistralTestServer offline;
    private final MistralClient client;

    private Server(@Nullable MistralTestServer offline, MistralClient client) {
        this.offline = offline;
        this.client = client;
    }

    static Server open() {
        String key = System.getenv("MISTRAL_API_KEY");
        if (key != null && !key.isBlank()) {
            return new Server(null, MistralClient.builder().apiKey(key).build());
        }
        System.out.println(
                "(No MISTRAL_API_KEY: a server on this machine answers. It quotes; no language model is running.)");
        MistralTestServer server =
                MistralTestServer.start().onChat(OfflineAnswers::chat).on(Endpoint.OCR, OfflineAnswers::ocr);
        return new Server(
                server,
                MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey(server.apiKey())
                        .build());
    }

    MistralClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        if (offline != null) {
            offline.close();
        }
    }
}

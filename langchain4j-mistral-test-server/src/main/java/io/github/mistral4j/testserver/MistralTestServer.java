package io.github.mistral4j.testserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Mistral API on loopback that answers what it is told to and refuses what the real one refuses.
 *
 * <pre>{@code
 * try (MistralTestServer mistral = MistralTestServer.start()) {
 *     mistral.enqueue(Reply.error(429).retryAfter(Duration.ofSeconds(1)), Reply.text("Berlin."));
 *     ChatModel model = MistralChatModel.builder()
 *             .baseUrl(mistral.baseUrl())
 *             .apiKey(mistral.apiKey())
 *             .modelName("mistral-small-latest")
 *             .build();
 *     assertEquals("Berlin.", model.chat("What is the capital of Germany?"));
 *     mistral.verify();
 * }
 * }</pre>
 *
 * <p>A request is answered by the next of the queued replies, else by the handler of its endpoint, else with a small answer of the
 * endpoint's kind: a sentence, vectors made of the words, a value that the schema allows. A request that the API would refuse
 * gets the API's error, uses up no reply and is listed in {@link #violations()}.
 *
 * <p>All methods may be called from any thread, also while requests are answered.
 */
public final class MistralTestServer implements AutoCloseable {

    /** The key that the server takes unless it is given another. */
    public static final String API_KEY = "the-key-of-the-test-server";

    private final String apiKey;
    private final Dispatcher dispatcher;
    private final Exchange exchange;

    private MistralTestServer(Builder builder) {
        this.apiKey = builder.apiKey;
        this.dispatcher = new Dispatcher(
                builder.anyApiKey ? null : apiKey,
                new ModelList(builder.models == null ? ModelList.standard() : builder.models),
                this::baseUrl);
        this.exchange = new Exchange(builder.port, dispatcher::answer);
    }

    /** Starts a server on a free port. */
    public static MistralTestServer start() {
        return builder().start();
    }

    /** A server with other settings. */
    public static Builder builder() {
        return new Builder();
    }

    /** Such as {@code http://127.0.0.1:40123/v1}. */
    public String baseUrl() {
        return "http://127.0.0.1:" + exchange.port() + Endpoint.ROOT;
    }

    /** The key that requests must have; another is refused with 401. */
    public String apiKey() {
        return apiKey;
    }

    /** The answers to the next requests that the API would take, whatever their endpoint; each is used once, in this order. */
    public MistralTestServer enqueue(Reply... replies) {
        dispatcher.enqueue(null, List.of(replies));
        return this;
    }

    /** The answers to the next requests of this endpoint; they come before those for any endpoint. */
    public MistralTestServer enqueue(Endpoint endpoint, Reply... replies) {
        dispatcher.enqueue(Objects.requireNonNull(endpoint, "endpoint"), List.of(replies));
        return this;
    }

    /** Answers the requests of an endpoint from now on, in place of an earlier handler. */
    public MistralTestServer on(Endpoint endpoint, Handler handler) {
        dispatcher.handle(Objects.requireNonNull(endpoint, "endpoint"), Objects.requireNonNull(handler, "handler"));
        return this;
    }

    /** Answers the chats from now on, of {@code /chat/completions} and of {@code /responses}. */
    public MistralTestServer onChat(Function<Conversation, Reply> script) {
        Objects.requireNonNull(script, "script");
        Handler handler = request -> script.apply(request.conversation());
        return on(Endpoint.CHAT_COMPLETIONS, handler).on(Endpoint.RESPONSES, handler);
    }

    /** All requests that have come, also those that were refused, in their order. */
    public List<ReceivedRequest> requests() {
        return dispatcher.requests();
    }

    /** The requests of one endpoint that have come, in their order. */
    public List<ReceivedRequest> requests(Endpoint endpoint) {
        return requests().stream()
                .filter(request -> request.endpoint().orElse(null) == endpoint)
                .toList();
    }

    /** What the API would have refused about the requests that have come; empty when it would have taken them all. */
    public List<Violation> violations() {
        return dispatcher.violations();
    }

    /**
     * Fails when the API would have refused a request, or when a handler threw.
     *
     * @throws AssertionError with a line for each fault
     */
    public void verify() {
        List<String> faults = Stream.concat(
                        violations().stream().map(Violation::toString), dispatcher.failures().stream())
                .toList();
        if (!faults.isEmpty()) {
            throw new AssertionError(
                    "the API would refuse: " + faults.stream().collect(Collectors.joining("\n  ", "\n  ", "")));
        }
    }

    /** Ends the server; requests that are being answered break off. */
    @Override
    public void close() {
        exchange.close();
    }

    /** Settings of a server. */
    public static final class Builder {

        private String apiKey = API_KEY;
        private boolean anyApiKey;
        private @Nullable JsonNode models;
        private int port;

        private Builder() {}

        /** The key that requests must have; {@link #API_KEY} unless it is set. */
        public Builder apiKey(String apiKey) {
            this.apiKey = Objects.requireNonNull(apiKey, "apiKey");
            return this;
        }

        /** Takes any key. */
        public Builder anyApiKey() {
            this.anyApiKey = true;
            return this;
        }

        /** The answer of {@code GET /models}, and with it the models there are; Mistral's of November 2026 unless it is set. */
        public Builder models(JsonNode models) {
            this.models = Objects.requireNonNull(models, "models");
            return this;
        }

        /** The port, from 0 to 65535; 0, any free one, unless it is set. */
        public Builder port(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port must be from 0 to 65535 and is " + port);
            }
            this.port = port;
            return this;
        }

        /** @throws java.io.UncheckedIOException when the port is taken */
        public MistralTestServer start() {
            return new MistralTestServer(this);
        }
    }
}

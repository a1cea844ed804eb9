package io.github.mistral4j.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import mockwebserver3.MockWebServer;

/**
 * A Mistral API on loopback that answers from a script and refuses what the real one refuses.
 *
 * <pre>{@code
 * try (ScriptedMistral mistral = ScriptedMistral.start(Script.of("chat"), ToolCallStreaming.FRAGMENTS)) {
 *     ChatModel model = MistralChatModel.builder()
 *             .baseUrl(mistral.baseUrl())
 *             .apiKey(ScriptedMistral.KEY)
 *             ...
 *     mistral.verify();
 * }
 * }</pre>
 */
public final class ScriptedMistral implements AutoCloseable {

    public static final String KEY = "the-key-of-the-scripted-server";

    private final MockWebServer server = new MockWebServer();
    private final Endpoints endpoints;
    private final StrictDispatcher strict;

    private ScriptedMistral(Endpoints endpoints) {
        // Loads what takes long the first time, so that no test waits for it with its clock running.
        RequestSchema.CHAT.violations("{}");
        this.endpoints = endpoints;
        this.strict = new StrictDispatcher(endpoints);
    }

    public static ScriptedMistral start(Script script, ToolCallStreaming streaming) {
        return start(script, streaming, Duration.ZERO);
    }

    /** A server that pauses between the events of its streams. */
    public static ScriptedMistral start(Script script, ToolCallStreaming streaming, Duration pause) {
        ScriptedMistral mistral = new ScriptedMistral(new Endpoints(KEY, script, streaming, pause));
        mistral.server.setDispatcher(mistral.strict);
        try {
            mistral.server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return mistral;
    }

    public String baseUrl() {
        return server.url("/v1").toString();
    }

    public int requestCount() {
        return server.getRequestCount();
    }

    /** Fails when a request broke a rule of the API, or had no answer in the script. */
    public void verify() {
        strict.verifyNoViolations();
        if (!endpoints.errors().isEmpty()) {
            throw new AssertionError("the script did not fit:\n" + String.join("\n", endpoints.errors()));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

package io.github.mistral4j.testing.faults;

import io.github.mistral4j.MistralStreamingChatModel;
import java.util.function.UnaryOperator;

/** One stream from beginning to end. */
public final class StreamTrial {

    private StreamTrial() {}

    /** A model on this server with nothing but what it needs: no key, no repeats. */
    public static MistralStreamingChatModel.Builder model(FaultServer server) {
        return MistralStreamingChatModel.builder()
                .baseUrl(server.baseUrl())
                .withoutApiKey()
                .maxRetries(0)
                .modelName("mistral-small-latest");
    }

    /** What a handler hears of a stream with this body, until client and server have nothing left to say. */
    public static RecordingHandler of(String body) {
        return of(FaultScript.stream(body));
    }

    public static RecordingHandler of(FaultScript script) {
        return of(script, new RecordingHandler());
    }

    public static RecordingHandler of(FaultScript script, RecordingHandler handler) {
        return of(script, handler, options -> options);
    }

    public static RecordingHandler of(FaultScript script, UnaryOperator<MistralStreamingChatModel.Builder> options) {
        return of(script, new RecordingHandler(), options);
    }

    private static RecordingHandler of(
            FaultScript script, RecordingHandler handler, UnaryOperator<MistralStreamingChatModel.Builder> options) {
        try (FaultServer server = FaultServer.start(script)) {
            try (MistralStreamingChatModel model = options.apply(model(server)).build()) {
                model.chat("hello", handler);
                handler.awaitEnding();
            }
            Eventually.that("the connection is closed", () -> server.openConnections() == 0);
        }
        return handler;
    }
}

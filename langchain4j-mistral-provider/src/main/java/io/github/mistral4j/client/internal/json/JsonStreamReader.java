package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A stream whose events are JSON objects; one parser reads all of them. */
abstract class JsonStreamReader implements StreamReader {

    final SseFrames frames;
    final JsonParser parser;

    @Nullable
    FinishReason finishReason;

    @Nullable
    Map<String, @Nullable Object> errorEvent;

    @Nullable
    Usage usage;

    JsonStreamReader(BufferedSource source) throws IOException {
        this.frames = new SseFrames(source);
        this.parser = Json.FACTORY.createParser(frames);
    }

    /** Reads the object that the parser has entered. */
    abstract void event() throws IOException;

    /** Whether the stream ends with the event that ends the answer. */
    abstract boolean endsWithAnswer();

    @Override
    public final End read() throws IOException {
        try {
            while (finishReason == null || !endsWithAnswer()) {
                frames.betweenValues(true);
                JsonToken token = parser.nextToken();
                if (token == null) {
                    return End.REGULAR;
                }
                frames.betweenValues(false);
                if (token != JsonToken.START_OBJECT) {
                    if (frames.truncated()) {
                        return End.REGULAR;
                    }
                    throw new UnexpectedBodyException("event " + frames.count() + " is not a JSON object");
                }
                event();
                if (errorEvent != null) {
                    return End.ERROR_EVENT;
                }
            }
        } catch (JsonProcessingException e) {
            if (!frames.truncated()) {
                throw new UnexpectedBodyException("event " + frames.count() + " is not valid JSON");
            }
        }
        return End.REGULAR;
    }

    @Override
    public final @Nullable FinishReason finishReason() {
        return finishReason;
    }

    @Override
    public final Map<String, @Nullable Object> errorEvent() {
        return errorEvent == null ? Map.of() : errorEvent;
    }

    @Override
    public final long events() {
        return frames.count();
    }

    @Override
    public final @Nullable Usage usage() {
        return usage;
    }

    @Override
    public final void close() throws IOException {
        parser.close();
    }
}

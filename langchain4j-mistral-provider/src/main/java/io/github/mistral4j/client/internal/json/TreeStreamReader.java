package io.github.mistral4j.client.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A stream of named events, of which one kind is the last; there is no {@code [DONE]}. */
public final class TreeStreamReader implements StreamReader {

    private final SseFrames frames;
    private final JsonParser parser;
    private final String last;
    private final Consumer<Map<String, @Nullable Object>> events;
    private boolean ended;
    private @Nullable Map<String, @Nullable Object> errorEvent;

    /**
     * Tells of each event but errors.
     *
     * @param last the {@code type} of the event that ends the stream, which is told as well
     */
    public TreeStreamReader(BufferedSource source, String last, Consumer<Map<String, @Nullable Object>> events)
            throws IOException {
        this.frames = new SseFrames(source);
        this.parser = Json.FACTORY.createParser(frames);
        this.last = last;
        this.events = events;
    }

    @Override
    public End read() throws IOException {
        try {
            while (!ended) {
                frames.betweenValues(true);
                JsonToken token = parser.nextToken();
                if (token == null) {
                    break;
                }
                frames.betweenValues(false);
                if (token != JsonToken.START_OBJECT) {
                    if (frames.truncated()) {
                        break;
                    }
                    throw new UnexpectedBodyException("event " + frames.count() + " is not a JSON object");
                }
                Map<String, @Nullable Object> event = JsonTree.readObject(parser);
                if (isError(event)) {
                    errorEvent = event;
                    return End.ERROR_EVENT;
                }
                events.accept(event);
                ended = last.equals(event.get("type"));
            }
        } catch (JsonProcessingException e) {
            if (!frames.truncated()) {
                throw new UnexpectedBodyException("event " + frames.count() + " is not valid JSON");
            }
        }
        return End.REGULAR;
    }

    private boolean isError(Map<String, @Nullable Object> event) {
        return frames.isErrorEvent()
                || JsonTree.isMeaningful(event.get("error"))
                || "error".equals(event.get("type"))
                || "error".equals(event.get("object"))
                || !event.containsKey("type")
                        && (JsonTree.isMeaningful(event.get("message")) || JsonTree.isMeaningful(event.get("detail")));
    }

    @Override
    public @Nullable FinishReason finishReason() {
        return ended ? FinishReason.STOP : null;
    }

    @Override
    public Map<String, @Nullable Object> errorEvent() {
        return errorEvent == null ? Map.of() : errorEvent;
    }

    @Override
    public long events() {
        return frames.count();
    }

    @Override
    public @Nullable Usage usage() {
        return null;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

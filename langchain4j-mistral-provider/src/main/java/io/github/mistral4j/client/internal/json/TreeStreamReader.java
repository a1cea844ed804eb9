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

/** A stream of events that are told as the JSON objects they are; there is no {@code [DONE]}. */
public final class TreeStreamReader implements StreamReader {

    /** Hears the events. */
    public interface Events {

        /**
         * The next event.
         *
         * @return why the answer ended, null as long as it may have more
         * @throws UnexpectedBodyException when the event is not what it should be
         */
        @Nullable
        FinishReason accept(Map<String, @Nullable Object> event) throws IOException;
    }

    private final SseFrames frames;
    private final JsonParser parser;
    private final Events events;
    private @Nullable FinishReason finishReason;
    private @Nullable Usage usage;
    private @Nullable Map<String, @Nullable Object> errorEvent;

    public TreeStreamReader(BufferedSource source, Events events) throws IOException {
        this.frames = new SseFrames(source);
        this.parser = Json.FACTORY.createParser(frames);
        this.events = events;
    }

    @Override
    public End read() throws IOException {
        try {
            while (finishReason == null) {
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
                Map<?, ?> answer = event.get("response") instanceof Map<?, ?> response ? response : event;
                boolean error = isError(event);
                if (!error) {
                    finishReason = events.accept(event);
                }
                if (error || ResponsesReader.isError(answer)) {
                    errorEvent = JsonTree.object(answer);
                    return End.ERROR_EVENT;
                }
                usage = UsageReader.ofAnswer(answer);
            }
        } catch (JsonProcessingException e) {
            if (!frames.truncated()) {
                throw new UnexpectedBodyException("event " + frames.count() + " is not valid JSON");
            }
        }
        return End.REGULAR;
    }

    // The type of an event has a point in it, that of an error such as invalid_request_error has none.
    private boolean isError(Map<String, @Nullable Object> event) {
        String type = String.valueOf(event.get("type"));
        return frames.isErrorEvent()
                || ResponsesReader.isError(event)
                || type.equals("error")
                || type.endsWith(".error")
                || type.indexOf('.') < 0
                        && (JsonTree.isMeaningful(event.get("message")) || JsonTree.isMeaningful(event.get("detail")));
    }

    @Override
    public @Nullable FinishReason finishReason() {
        return finishReason;
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
        return usage;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}

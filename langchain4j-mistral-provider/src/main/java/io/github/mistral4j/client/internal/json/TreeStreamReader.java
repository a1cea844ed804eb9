package io.github.mistral4j.client.internal.json;

import io.github.mistral4j.client.api.FinishReason;
import java.io.IOException;
import java.util.Map;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A stream of events that are told as the JSON objects they are; there is no {@code [DONE]}. */
public final class TreeStreamReader extends JsonStreamReader {

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

    private final Events events;

    public TreeStreamReader(BufferedSource source, Events events) throws IOException {
        super(source);
        this.events = events;
    }

    @Override
    boolean endsWithAnswer() {
        return true;
    }

    @Override
    void event() throws IOException {
        Map<String, @Nullable Object> event = JsonTree.readObject(parser);
        Map<?, ?> answer = event.get("response") instanceof Map<?, ?> response ? response : event;
        boolean error = isError(event);
        if (!error) {
            finishReason = events.accept(event);
        }
        if (error || JsonTree.isError(answer)) {
            errorEvent = JsonTree.object(answer);
        } else {
            usage = UsageReader.ofAnswer(answer);
        }
    }

    // The type of an event has a point in it, that of an error such as invalid_request_error has none.
    private boolean isError(Map<String, @Nullable Object> event) {
        String type = String.valueOf(event.get("type"));
        return frames.isErrorEvent()
                || JsonTree.isError(event)
                || type.equals("error")
                || type.endsWith(".error")
                || type.indexOf('.') < 0
                        && (JsonTree.isMeaningful(event.get("message")) || JsonTree.isMeaningful(event.get("detail")));
    }
}

package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.FinishReason;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.client.internal.json.StreamReader;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Sound as it is, without events around it: each piece is told as it arrives, and the end of the body is the end. */
public final class SoundReader implements StreamReader {

    private final BufferedSource body;
    private final Consumer<Speech> pieces;
    private long count;
    private boolean ended;

    public SoundReader(BufferedSource body, Consumer<Speech> pieces) {
        this.body = body;
        this.pieces = pieces;
    }

    @Override
    public End read() throws IOException {
        while (body.request(1)) {
            count++;
            pieces.accept(new Speech(body.readByteArray(body.getBuffer().size()), null));
        }
        ended = count > 0;
        return End.REGULAR;
    }

    @Override
    public @Nullable FinishReason finishReason() {
        return ended ? FinishReason.STOP : null;
    }

    @Override
    public Map<String, @Nullable Object> errorEvent() {
        return Map.of();
    }

    @Override
    public long events() {
        return count;
    }

    @Override
    public @Nullable Usage usage() {
        return null;
    }

    @Override
    public void close() throws IOException {
        body.close();
    }
}

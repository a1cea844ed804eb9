package io.github.mistral4j.internal.streaming;

import dev.langchain4j.model.chat.response.StreamingHandle;
import io.github.mistral4j.client.MistralStream;

/** Streams of the client as LangChain4j cancels them. */
public final class StreamHandles {

    private StreamHandles() {}

    public static StreamingHandle of(MistralStream stream) {
        return new StreamingHandle() {
            @Override
            public void cancel() {
                stream.cancel();
            }

            @Override
            public boolean isCancelled() {
                return stream.isCancelled();
            }
        };
    }
}

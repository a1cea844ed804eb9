package io.github.mistral4j.audio;

import static java.util.Objects.requireNonNull;

import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.internal.streaming.HandlerCalls;
import org.jspecify.annotations.Nullable;

/** A streamed transcription on its way to an application's handler. */
final class TranscriptionEvents implements MistralStream.EventListener<Transcription.Event> {

    private final MistralTranscriptionHandler handler;
    private final HandlerCalls calls;
    private @Nullable ResponseInfo info;
    private @Nullable Transcription whole;

    TranscriptionEvents(MistralTranscriptionHandler handler, HandlerCalls calls) {
        this.handler = handler;
        this.calls = calls;
    }

    @Override
    public void onOpen(ResponseInfo opened) {
        info = opened;
    }

    @Override
    public void onEvent(Transcription.Event event) {
        if (event instanceof Transcription.Event.Text text) {
            calls.tell(() -> handler.onText(text.text()));
        } else if (event instanceof Transcription.Event.Spoken spoken) {
            calls.tell(() -> handler.onSegment(spoken.segment()));
        } else if (event instanceof Transcription.Event.Language language) {
            calls.tell(() -> handler.onLanguage(language.language()));
        } else if (event instanceof Transcription.Event.Done done) {
            whole = done.transcription();
        }
    }

    @Override
    public void onComplete() {
        Transcription done = requireNonNull(whole, "the last event");
        calls.tell(() -> handler.onComplete(new MistralTranscription(done, info)));
    }

    @Override
    public void onFailure(MistralException failure) {
        calls.failed(failure);
    }
}

package io.github.mistral4j.audio;

import dev.langchain4j.exception.InternalServerException;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.client.ResponseInfo;
import io.github.mistral4j.client.api.Transcription;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A streamed transcription on its way to an application's handler. */
final class TranscriptionEvents implements MistralStream.EventListener<Transcription.Event> {

    private static final Logger LOG = LoggerFactory.getLogger(MistralAudioTranscriptionModel.class);

    private final MistralTranscriptionHandler handler;
    private @Nullable ResponseInfo info;
    private @Nullable Transcription whole;

    TranscriptionEvents(MistralTranscriptionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onOpen(ResponseInfo opened) {
        info = opened;
    }

    @Override
    public void onEvent(Transcription.Event event) {
        if (event instanceof Transcription.Event.Text text && !text.text().isEmpty()) {
            told(() -> handler.onText(text.text()));
        } else if (event instanceof Transcription.Event.Spoken spoken) {
            told(() -> handler.onSegment(spoken.segment()));
        } else if (event instanceof Transcription.Event.Language language) {
            told(() -> handler.onLanguage(language.language()));
        } else if (event instanceof Transcription.Event.Done done) {
            whole = done.transcription();
        }
    }

    @Override
    public void onComplete() {
        Transcription done = whole;
        if (done == null) {
            error(new InternalServerException("the stream ended without the whole text"));
        } else {
            told(() -> handler.onComplete(new MistralTranscription(done, info)));
        }
    }

    @Override
    public void onFailure(MistralException failure) {
        error(MistralExceptionMapper.map(failure));
    }

    private void told(Runnable event) {
        try {
            event.run();
        } catch (Throwable e) {
            error(e);
        }
    }

    private void error(Throwable error) {
        try {
            handler.onError(error);
        } catch (Throwable e) {
            LOG.warn("onError of the handler threw {}; ignored", e.getClass().getName());
        }
    }
}

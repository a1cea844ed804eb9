package io.github.mistral4j.testing.calls;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.audio.MistralAudioTranscriptionModel;
import io.github.mistral4j.audio.MistralTextToSpeechModel;
import io.github.mistral4j.audio.MistralTranscription;
import io.github.mistral4j.audio.MistralTranscriptionHandler;
import io.github.mistral4j.client.ChatStreamListener;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.completion.MistralStreamingFimModel;
import io.github.mistral4j.testing.faults.Chunks;

/** The streams beside that of chat. */
public enum EndpointStream {
    FIM(Chunks.text("a"), Chunks.last("b", "stop") + Chunks.DONE) {
        @Override
        public Runnable start(MistralClient client, Heard heard) {
            StreamingHandle handle = MistralStreamingFimModel.builder()
                    .client(client)
                    .build()
                    .generate(EndpointCall.TEXT, null, new StreamingResponseHandler<>() {
                        @Override
                        public void onNext(String piece) {
                            heard.piece(piece);
                        }

                        @Override
                        public void onComplete(Response<String> response) {
                            heard.completed();
                        }

                        @Override
                        public void onError(Throwable error) {
                            heard.failed(error);
                        }
                    });
            return handle::cancel;
        }
    },
    TRANSCRIPTION(
            event("transcription.text.delta", "\"text\":\"a\""),
            event(
                    "transcription.done",
                    "\"model\":\"m\",\"text\":\"a\",\"segments\":[],\"usage\":{\"total_tokens\":5}")) {
        @Override
        public Runnable start(MistralClient client, Heard heard) {
            StreamingHandle handle = MistralAudioTranscriptionModel.builder()
                    .client(client)
                    .build()
                    .transcribe(EndpointCall.sound(), new MistralTranscriptionHandler() {
                        @Override
                        public void onText(String text) {
                            heard.piece(text);
                        }

                        @Override
                        public void onComplete(MistralTranscription transcription) {
                            heard.completed();
                        }

                        @Override
                        public void onError(Throwable error) {
                            heard.failed(error);
                        }
                    });
            return handle::cancel;
        }
    },
    SPEECH(
            event("speech.audio.delta", "\"audio_data\":\"AQI=\""),
            event("speech.audio.done", "\"usage\":{\"total_tokens\":5}")) {
        @Override
        public Runnable start(MistralClient client, Heard heard) {
            StreamingHandle handle = MistralTextToSpeechModel.builder()
                    .client(client)
                    .build()
                    .synthesize(
                            TextToSpeechRequest.builder(EndpointCall.TEXT).build(),
                            sound -> heard.piece(sound.length + " bytes"),
                            usage -> heard.completed(),
                            heard::failed);
            return handle::cancel;
        }
    },
    RESPONSES(
            event("response.output_text.delta", "\"sequence_number\":1,\"output_index\":0,\"delta\":\"a\""),
            event(
                    "response.completed",
                    "\"sequence_number\":2,\"response\":{\"id\":\"r\",\"model\":\"m\",\"created_at\":1,"
                            + "\"status\":\"completed\",\"output\":[]}")) {
        @Override
        public Runnable start(MistralClient client, Heard heard) {
            MistralStream stream = client.streamResponses(EndpointCall.chat(), new ChatStreamListener() {
                @Override
                public void onText(int choice, String text) {
                    heard.piece(text);
                }

                @Override
                public void onComplete() {
                    heard.completed();
                }

                @Override
                public void onFailure(MistralException failure) {
                    heard.failed(failure);
                }
            });
            return stream::cancel;
        }
    };

    private final String first;
    private final String last;

    EndpointStream(String first, String last) {
        this.first = first;
        this.last = last;
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    /** An event with a piece of the answer. */
    public String first() {
        return first;
    }

    /** The event that ends the answer. */
    public String last() {
        return last;
    }

    /** Starts the stream; the result cancels it. */
    public abstract Runnable start(MistralClient client, Heard heard);
}

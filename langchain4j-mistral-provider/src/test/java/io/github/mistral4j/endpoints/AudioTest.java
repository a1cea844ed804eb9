package io.github.mistral4j.endpoints;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.TextToSpeechRequest;
import io.github.mistral4j.MistralTokenUsage;
import io.github.mistral4j.audio.MistralAudioTranscriptionModel;
import io.github.mistral4j.audio.MistralSpeech;
import io.github.mistral4j.audio.MistralTextToSpeechModel;
import io.github.mistral4j.audio.MistralTranscription;
import io.github.mistral4j.audio.MistralTranscriptionHandler;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import io.github.mistral4j.testserver.Reply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioTest {

    private final MistralTestServer mistral = MistralTestServer.start();
    private final MistralClient client = MistralClient.builder()
            .baseUrl(mistral.baseUrl())
            .apiKey(mistral.apiKey())
            .maxRetries(0)
            .build();

    @AfterEach
    void close() {
        client.close();
        mistral.close();
    }

    private static AudioTranscriptionRequest sound() {
        return AudioTranscriptionRequest.builder(Audio.builder()
                        .binaryData(new byte[] {1, 2, 3})
                        .mimeType("audio/wav")
                        .build())
                .build();
    }

    private MistralAudioTranscriptionModel.Builder model() {
        return MistralAudioTranscriptionModel.builder().client(client);
    }

    @Test
    void bytes_go_as_a_file_with_the_settings_beside_it() {
        model().diarize(true)
                .contextBias(List.of("Halla", "Inari"))
                .timestampGranularities(List.of("segment"))
                .build()
                .transcribe(sound());

        ReceivedRequest sent = mistral.requests(Endpoint.TRANSCRIPTIONS).get(0);
        assertThat(sent.part("model")).containsExactly("voxtral-mini-latest");
        assertThat(sent.part("diarize")).containsExactly("true");
        assertThat(sent.part("stream")).containsExactly("false");
        assertThat(sent.part("context_bias")).containsExactly("Halla", "Inari");
        assertThat(sent.part("timestamp_granularities")).containsExactly("segment");
        assertThat(sent.parts()).anyMatch(part -> part.name().equals("file"));
        mistral.verify();
    }

    @Test
    void a_file_is_named_by_its_type_which_its_first_bytes_tell_where_nobody_says() {
        for (Audio audio : List.of(
                Audio.builder().binaryData("RIFF....WAVE".getBytes(UTF_8)).build(),
                Audio.builder()
                        .base64Data("AAAA")
                        .mimeType("audio/webm; codecs=opus")
                        .build(),
                Audio.builder().base64Data("AAAA").mimeType("audio/wav\r\nX: y").build())) {
            model().build().transcribe(AudioTranscriptionRequest.builder(audio).build());
        }
        model().build().transcribe(UploadFile.of("talk.flac", new byte[] {1}));

        assertThat(mistral.requests(Endpoint.TRANSCRIPTIONS))
                .flatExtracting(ReceivedRequest::parts)
                .filteredOn(part -> part.name().equals("file"))
                .extracting(part -> part.fileName())
                .containsExactly("audio.wav", "audio.webm", "audio.wav", "talk.flac");
        mistral.verify();
    }

    @Test
    void a_url_and_a_file_id_are_sent_as_such() {
        MistralAudioTranscriptionModel model = model().build();
        model.transcribe(AudioTranscriptionRequest.builder(
                        Audio.builder().url("https://example.org/a.mp3").build())
                .build());

        assertThat(mistral.requests(Endpoint.TRANSCRIPTIONS).get(0).part("file_url"))
                .containsExactly("https://example.org/a.mp3");
    }

    @Test
    void segments_come_with_speakers_and_times_that_may_be_missing() {
        mistral.enqueue(Endpoint.TRANSCRIPTIONS, Reply.json("""
                        {"model":"voxtral-mini-latest","text":"a b","language":null,"segments":[
                        {"type":"transcription_segment","text":"a","start":0.5,"end":1,"speaker_id":"speaker_1"},
                        {"type":"transcription_segment","text":"b","start":null,"end":null,"speaker_id":null}],
                        "usage":{"prompt_audio_seconds":3,"prompt_tokens":3,"completion_tokens":11,"total_tokens":389}}"""));

        MistralTranscription transcription = model().build().transcribe(sound());

        assertThat(transcription.text()).isEqualTo("a b");
        assertThat(transcription.segments()).hasSize(2);
        assertThat(transcription.segments().get(0).end()).isEqualTo(1.0);
        assertThat(transcription.segments().get(0).speakerId()).isEqualTo("speaker_1");
        assertThat(transcription.segments().get(1).start()).isNull();
        assertThat(transcription.tokenUsage().totalTokenCount()).isEqualTo(389);
        assertThat(transcription.audioSeconds()).isEqualTo(3);
    }

    @Test
    void clips_of_the_speakers_are_one_part_by_name_and_need_that_speakers_are_told_apart() {
        model().diarize(true).speakerReferences(Map.of("Anna", "QUFB")).build().transcribe(sound());

        assertThat(mistral.requests(Endpoint.TRANSCRIPTIONS).get(0).part("speaker_references"))
                .containsExactly("{\"Anna\":\"QUFB\"}");
        mistral.verify();
        assertThatThrownBy(
                        () -> model().speakerReferences(Map.of("Anna", "QUFB")).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("diarize");
    }

    @Test
    void a_url_that_the_server_cannot_reach_is_refused_before_it_is_sent() {
        for (String url : List.of("file:///home/anna/talk.mp3", "data:audio/wav;base64,AAAA")) {
            assertThatThrownBy(() -> model().build()
                            .transcribe(AudioTranscriptionRequest.builder(
                                            Audio.builder().url(url).build())
                                    .build()))
                    .isExactlyInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("http")
                    .hasMessageNotContaining("anna");
        }
        assertThat(mistral.requests()).isEmpty();
    }

    @Test
    void a_gateways_name_of_a_model_has_the_same_limits() {
        assertThatThrownBy(() -> model().modelName("mistral/voxtral-mini-latest")
                        .language("en")
                        .timestampGranularities(List.of("segment"))
                        .build()
                        .transcribe(sound()))
                .isInstanceOf(InvalidRequestException.class);
        model().modelName("voxtral-mini-transcribe-3-0")
                .language("en")
                .timestampGranularities(List.of("segment"))
                .build()
                .transcribe(sound());

        assertThat(mistral.requests()).hasSize(1);
    }

    @Test
    void silence_is_an_empty_text() {
        mistral.enqueue(Endpoint.TRANSCRIPTIONS, Reply.json("{\"model\":\"m\",\"text\":\"\",\"segments\":[]}"));

        assertThat(model().build().transcribe(sound()).text()).isEmpty();
    }

    @Test
    void what_cannot_be_is_refused_before_anything_is_sent() {
        assertThatThrownBy(() -> model().build()
                        .transcribe(AudioTranscriptionRequest.builder(sound().audio())
                                .prompt("names")
                                .build()))
                .isExactlyInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> model().language("en")
                        .timestampGranularities(List.of("segment"))
                        .build()
                        .transcribe(sound()))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("language");
        assertThat(mistral.requests()).isEmpty();
    }

    private static final class Heard implements MistralTranscriptionHandler {
        final StringBuilder text = new StringBuilder();
        final List<String> pieces = new ArrayList<>();
        final List<Transcription.Segment> segments = new ArrayList<>();
        final CompletableFuture<MistralTranscription> end = new CompletableFuture<>();

        @Override
        public void onText(String piece) {
            text.append(piece);
            pieces.add(piece);
        }

        @Override
        public void onSegment(Transcription.Segment segment) {
            segments.add(segment);
        }

        @Override
        public void onComplete(MistralTranscription transcription) {
            end.complete(transcription);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }
    }

    private static Reply events(String... data) {
        return Reply.events(
                Arrays.stream(data).map(json -> "data: " + json + "\n\n").toArray(String[]::new));
    }

    private Heard streamed(String... events) {
        mistral.enqueue(Endpoint.TRANSCRIPTIONS, events(events));
        Heard heard = new Heard();
        model().build().transcribe(sound(), heard);
        return heard;
    }

    private static final String DELTA = "{\"type\":\"transcription.text.delta\",\"text\":\"%s\"}";
    private static final String SEGMENT =
            "{\"type\":\"transcription.segment\",\"text\":\"ab\",\"start\":0,\"end\":1.5,\"speaker_id\":\"speaker_1\"}";
    private static final String END =
            "{\"type\":\"transcription.done\",\"model\":\"m\",\"text\":\"ab\",\"segments\":[],\"usage\":{\"total_tokens\":5}}";

    @Test
    void a_stream_tells_pieces_and_segments_and_ends_with_the_whole() throws Exception {
        Heard heard = streamed(DELTA.formatted("a"), DELTA.formatted("b"), SEGMENT, END);

        assertThat(heard.end.get(30, TimeUnit.SECONDS).text()).isEqualTo("ab");
        assertThat(heard.text).hasToString("ab");
        assertThat(heard.segments).hasSize(1);
        assertThat(mistral.requests(Endpoint.TRANSCRIPTIONS).get(0).part("stream"))
                .containsExactly("true");
    }

    @Test
    void no_piece_is_cut_inside_a_character() throws Exception {
        Heard heard = streamed(DELTA.formatted("a \\ud83d"), DELTA.formatted("\\ude42"), END);

        assertThat(heard.end.get(30, TimeUnit.SECONDS)).isNotNull();
        assertThat(heard.pieces).containsExactly("a ", "🙂");
    }

    @Test
    void a_stream_that_ends_before_its_last_event_was_cut() {
        Heard heard = streamed(DELTA.formatted("a"));

        assertThatThrownBy(() -> heard.end.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InternalServerException.class);
    }

    @Test
    void a_last_event_without_the_text_is_a_failure() {
        Heard heard = streamed(DELTA.formatted("a"), "{\"type\":\"transcription.done\",\"model\":\"m\"}");

        assertThatThrownBy(() -> heard.end.get(30, TimeUnit.SECONDS)).hasCauseInstanceOf(InternalServerException.class);
    }

    @Test
    void an_error_event_is_the_failure_of_the_stream() {
        Heard heard = streamed(DELTA.formatted("a"), "{\"type\":\"error\",\"message\":\"it broke\"}");

        assertThatThrownBy(() -> heard.end.get(30, TimeUnit.SECONDS)).hasMessageContaining("it broke");
    }

    @Test
    void speech_is_sound_with_its_media_type() {
        Audio audio = MistralTextToSpeechModel.builder()
                .client(client)
                .voice("v")
                .responseFormat("wav")
                .build()
                .synthesize(TextToSpeechRequest.builder("Hello").build())
                .audio();

        assertThat(audio.binaryData()).isNotEmpty();
        assertThat(audio.mimeType()).isEqualTo("audio/wav");
        assertThat(mistral.requests(Endpoint.SPEECH)
                        .get(0)
                        .json()
                        .get("voice_id")
                        .asText())
                .isEqualTo("v");
        mistral.verify();
    }

    @Test
    void speech_is_streamed_in_pieces() throws Exception {
        mistral.enqueue(
                Endpoint.SPEECH,
                events(
                        "{\"type\":\"speech.audio.delta\",\"audio_data\":\"AQI=\"}",
                        "{\"type\":\"speech.audio.delta\",\"audio_data\":\"Aw==\"}",
                        "{\"type\":\"speech.audio.done\",\"usage\":{\"prompt_tokens\":2,\"completion_tokens\":3,\"total_tokens\":9}}"));
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        CompletableFuture<MistralTokenUsage> end = new CompletableFuture<>();

        MistralTextToSpeechModel.builder()
                .client(client)
                .build()
                .synthesize(
                        TextToSpeechRequest.builder("Hello").build(),
                        sound::writeBytes,
                        end::complete,
                        end::completeExceptionally);

        assertThat(end.get(30, TimeUnit.SECONDS).totalTokenCount()).isEqualTo(9);
        assertThat(sound.toByteArray()).containsExactly(1, 2, 3);
    }

    @Test
    void the_usage_of_speech_is_beside_the_sound() {
        mistral.enqueue(Endpoint.SPEECH, Reply.json("{\"audio_data\":\"AQI=\",\"usage\":{\"total_tokens\":7}}"));
        MistralSpeech speech =
                speaker().synthesize(TextToSpeechRequest.builder("Hello").build());

        assertThat(speech.tokenUsage().totalTokenCount()).isEqualTo(7);
        assertThat(speech.requestId()).isNotBlank();
    }

    @Test
    void the_sound_of_a_gateway_has_the_type_that_the_gateway_says() {
        mistral.enqueue(Endpoint.SPEECH, Reply.bytes(200, "audio/wav", new byte[] {'R', 'I', 'F', 'F'}));

        assertThat(speaker().synthesize("Hello").audio().mimeType()).isEqualTo("audio/wav");
    }

    @Test
    void an_error_that_is_called_sound_is_an_error() {
        byte[] error = "{\"object\":\"error\",\"message\":\"no voice\"}".getBytes(UTF_8);
        for (String type : List.of("audio/mpeg", "application/octet-stream")) {
            mistral.enqueue(Endpoint.SPEECH, Reply.bytes(200, type, error), Reply.bytes(200, type, error));

            assertThatThrownBy(() -> speaker().synthesize("Hello")).hasMessageContaining("no voice");
            assertThatThrownBy(() -> pieces(Reply.bytes(200, type, error))).hasMessageContaining("no voice");
        }
    }

    @Test
    void a_stream_that_ends_well_without_any_sound_is_a_failure() {
        assertThatThrownBy(() -> pieces(events("{\"type\":\"speech.audio.done\",\"usage\":{}}")))
                .hasCauseInstanceOf(InternalServerException.class)
                .hasMessageContaining("without any sound");
    }

    private MistralTextToSpeechModel speaker() {
        return MistralTextToSpeechModel.builder().client(client).build();
    }

    private byte[] pieces(Reply reply) throws Exception {
        mistral.enqueue(Endpoint.SPEECH, reply);
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        speaker()
                .synthesize(
                        TextToSpeechRequest.builder("Hello").build(),
                        sound::writeBytes,
                        usage -> end.complete(true),
                        end::completeExceptionally);
        end.get(30, TimeUnit.SECONDS);
        return sound.toByteArray();
    }

    @Test
    void a_gateway_may_answer_with_the_sound_itself() throws Exception {
        byte[] mp3 = {'I', 'D', '3', 0, -1, '{'};
        for (String type : List.of("audio/mpeg", "Audio/MPEG; charset=binary", "application/octet-stream")) {
            mistral.enqueue(Endpoint.SPEECH, Reply.bytes(200, type, mp3));

            assertThat(speaker().synthesize("Hello").audio().binaryData()).isEqualTo(mp3);
            assertThat(pieces(Reply.bytes(200, type, mp3))).isEqualTo(mp3);
        }
    }

    @Test
    void no_sound_is_a_failure_and_no_silence() {
        for (Reply reply : List.of(
                Reply.bytes(200, "audio/mpeg", new byte[0]),
                Reply.bytes(200, "text/html", "<p>Sign in</p>".getBytes(UTF_8)),
                Reply.json("{\"audio_data\":\"\"}"),
                Reply.json("{\"audio_data\":\"not base64!\"}"))) {
            mistral.enqueue(Endpoint.SPEECH, reply);

            assertThatThrownBy(() -> speaker().synthesize("Hello")).isInstanceOf(InternalServerException.class);
        }
        assertThatThrownBy(() -> pieces(Reply.bytes(200, "audio/mpeg", new byte[0])))
                .hasCauseInstanceOf(InternalServerException.class);
    }

    @Test
    void a_piece_that_cannot_be_read_is_a_failure_and_never_left_out() {
        assertThatThrownBy(() -> pieces(events(
                        "{\"type\":\"speech.audio.delta\",\"audio_data\":\"AQI=\"}",
                        "{\"type\":\"speech.audio.delta\",\"audio_data\":\"%%%\"}",
                        "{\"type\":\"speech.audio.done\",\"usage\":{}}")))
                .hasCauseInstanceOf(InternalServerException.class)
                .hasMessageContaining("base64");
    }

    @Test
    void hints_how_to_speak_and_further_fields_are_sent() {
        MistralTextToSpeechModel.builder()
                .client(client)
                .expressiveness(2.0)
                .phonemeHints(Map.of("Inari", List.of("i", "n")))
                .extraBody(Map.of("conversation_history", List.of(Map.of("role", "user"))))
                .build()
                .synthesize("Hello");

        var sent = mistral.requests(Endpoint.SPEECH).get(0).json();
        assertThat(sent.at("/phoneme_hints/Inari/1").asText()).isEqualTo("n");
        assertThat(sent.at("/conversation_history/0/role").asText()).isEqualTo("user");
        assertThat(sent.get("expressiveness").asDouble()).isEqualTo(2.0);
        mistral.verify();
        assertThatThrownBy(() -> MistralTextToSpeechModel.builder().extraBody(Map.of("stream", true)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("stream");
    }

    @Test
    void a_text_that_is_blocked_is_a_content_filtered_exception() {
        mistral.enqueue(
                Endpoint.SPEECH, Reply.error(403, "guardrail_violation", "1920", "The input violates a guardrail."));

        assertThatThrownBy(() -> MistralTextToSpeechModel.builder()
                        .client(client)
                        .build()
                        .synthesize(TextToSpeechRequest.builder("bad words").build()))
                .isInstanceOf(ContentFilteredException.class);
    }

    @Test
    void an_uploaded_file_and_one_of_the_caller_are_transcribed_piece_by_piece() throws Exception {
        MistralAudioTranscriptionModel model = model().build();
        for (Consumer<MistralTranscriptionHandler> start : List.<Consumer<MistralTranscriptionHandler>>of(
                handler -> model.transcribeFile("00000000-0000-0000-0000-000000000000", handler),
                handler -> model.transcribe(UploadFile.of("a.wav", new byte[] {1}), handler))) {
            CompletableFuture<MistralTranscription> end = new CompletableFuture<>();
            start.accept(new MistralTranscriptionHandler() {
                @Override
                public void onText(String text) {}

                @Override
                public void onComplete(MistralTranscription transcription) {
                    end.complete(transcription);
                }

                @Override
                public void onError(Throwable error) {
                    end.completeExceptionally(error);
                }
            });
            assertThat(end.get(20, TimeUnit.SECONDS).text()).isNotEmpty();
        }

        List<ReceivedRequest> sent = mistral.requests(Endpoint.TRANSCRIPTIONS);
        assertThat(sent)
                .allSatisfy(request -> assertThat(request.part("stream")).containsExactly("true"));
        assertThat(sent.get(0).part("file_id")).containsExactly("00000000-0000-0000-0000-000000000000");
        assertThat(sent.get(1).parts()).anyMatch(part -> part.name().equals("file"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "[\"a\"]", "[null]", "[{\"text\":[\"a\"]}]"})
    void a_segment_that_cannot_be_read_is_a_failure_and_not_left_out(String segments) {
        mistral.enqueue(Endpoint.TRANSCRIPTIONS, Reply.json("{\"text\":\"a\",\"segments\":" + segments + "}"));

        assertThatThrownBy(() -> model().build().transcribe(sound())).isInstanceOf(InternalServerException.class);
    }
}

package io.github.mistral4j.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.RetryTiming;
import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.client.api.Classifications;
import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.api.FimCompletionRequest;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testing.calls.EndpointCall;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testserver.MistralTestServer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** L1 for the endpoints beside chat: neither key nor what is sent nor what comes back is in a log, an exception or a toString. */
class EndpointLeaksTest {

    private static final String KEY = "kEy7MarkQ2w8Zx5Rt1";
    private static final String DOCUMENT = Base64.getEncoder().encodeToString(EndpointCall.document());
    private static final List<String> MARKS = List.of(
            KEY, KEY.substring(0, 8), "Wilhelmina", "4711 crowns", "Ottokar", "Zx93kQvT77", DOCUMENT.substring(16, 32));

    private static void assertTight(Capture capture) {
        assertThat(capture.texts()).isNotEmpty();
        assertThat(capture.texts()).noneMatch(text -> MARKS.stream().anyMatch(text::contains));
    }

    @ParameterizedTest
    @EnumSource
    void of_a_call_that_the_server_answers_or_refuses_by_its_rules(EndpointCall call) {
        try (Capture capture = new Capture();
                MistralTestServer mistral = MistralTestServer.start();
                MistralClient client = MistralClient.builder()
                        .baseUrl(mistral.baseUrl())
                        .apiKey(mistral.apiKey())
                        .logRequests(true)
                        .logResponses(true)
                        .build()) {
            Throwable failure = call.failure(client);
            if (failure != null) {
                capture.failure(failure);
            }
            assertTight(capture);
        }
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "FIM",
                "FIM_STREAM",
                "MODERATION",
                "TRANSCRIPTION",
                "TRANSCRIPTION_STREAM",
                "SPEECH_STREAM",
                "RESPONSES_STREAM"
            })
    void the_log_line_tells_how_many_tokens_and_no_more(EndpointCall call) {
        try (Capture capture = new Capture();
                MistralTestServer mistral = MistralTestServer.start()) {
            try (MistralClient client = MistralClient.builder()
                    .baseUrl(mistral.baseUrl())
                    .apiKey(mistral.apiKey())
                    .logRequests(true)
                    .build()) {
                call.failure(client);
                Eventually.that(
                        "the line is written",
                        () -> capture.texts().stream()
                                .anyMatch(text -> text.matches("(?s).*status=200 .* promptTokens=\\d+ .*")));
            }
            assertTight(capture);
        }
    }

    @ParameterizedTest
    @EnumSource
    void of_a_call_whose_failure_repeats_it(EndpointCall call) {
        try (Capture capture = new Capture();
                WireServer server = WireServer.start();
                MistralClient client = new RetryTiming()
                        .client()
                        .baseUrl(server.baseUrl())
                        .apiKey(KEY)
                        .logRequests(true)
                        .onRetry(event -> capture.failure(event.cause()))
                        .build()) {
            for (ResponseDefinition answer : failures(call)) {
                server.otherwise(request -> answer);
                Throwable failure = call.failure(client);
                assertThat(failure).isNotNull();
                capture.failure(failure);
            }
            assertTight(capture);
        }
    }

    /** What a server may know and repeat. */
    private static String sent(EndpointCall call) {
        return switch (call) {
            case TRANSCRIPTION_OF_URL, OCR_OF_URL -> EndpointCall.URL;
            case OCR -> DOCUMENT;
            case VOICES,
                    UPLOAD,
                    FILES,
                    FILE,
                    DELETE_FILE,
                    FILE_CONTENT,
                    FILE_URL,
                    BATCH_RESULTS,
                    BATCHES,
                    CANCEL_BATCH,
                    DELETE_BATCH,
                    TRANSCRIPTION,
                    TRANSCRIPTION_STREAM -> "something";
            default -> EndpointCall.TEXT;
        };
    }

    private static List<ResponseDefinition> failures(EndpointCall call) {
        String said = sent(call);
        return List.of(
                Answers.json(400, "{\"object\":\"error\",\"message\":\"cannot take '" + said + "' with " + KEY + "\"}")
                        .build(),
                Answers.json(
                                422,
                                "{\"detail\":[{\"type\":\"value_error\",\"loc\":[\"body\"],\"msg\":\"Value error\",\"input\":\""
                                        + said + "\"}]}")
                        .build(),
                Answers.json(503, "{\"message\":\"key " + KEY + " and " + said + "\"}")
                        .build());
    }

    @Test
    void of_what_goes_out_and_what_comes_back_as_text() {
        try (Capture capture = new Capture()) {
            String text = EndpointCall.TEXT;
            capture.object(new FimCompletionRequest("m", text, text));
            capture.object(new Speech.Request(
                    "m",
                    text,
                    null,
                    text,
                    null,
                    null,
                    Map.of(text, List.of("a")),
                    Map.of("conversation_history", text)));
            capture.object(new Speech(EndpointCall.document(), null));
            Transcription.Request sound = new Transcription.Request(
                    "m", null, EndpointCall.URL, null, null, null, null, List.of(text), List.of(), Map.of(text, text));
            capture.object(sound);
            Transcription.Segment segment = new Transcription.Segment(text, 0.0, 1.0, null, "speaker_1");
            Transcription heard = new Transcription("m", text, null, List.of(segment), null, null);
            capture.object(heard);
            capture.object(new Transcription.Event.Done(heard));
            capture.object(new Transcription.Event.Spoken(segment));
            capture.object(new Transcription.Event.Text(text));
            capture.object(new Ocr.Request("m", new Ocr.Source.Document(EndpointCall.URL, text), Map.of("a", text)));
            capture.object(new Ocr.Source.Picture(EndpointCall.URL));
            Ocr.Page page = new Ocr.Page(
                    0,
                    text,
                    List.of(new Ocr.Image("i", 0, 0, 0, 0, text, text)),
                    List.of(new Ocr.Table("t", text, "html", List.of(Map.of("text", text)))),
                    List.of(text),
                    text,
                    text,
                    Map.of(),
                    List.of(Map.of("content", text)),
                    Map.of("a", text));
            capture.object(page);
            capture.object(page.images());
            capture.object(page.tables());
            capture.object(new Ocr("m", List.of(page), text, 1, 1L));
            capture.object(UploadFile.of(text, EndpointCall.document()));
            capture.object(new FileObject.SignedUrl(EndpointCall.URL));
            BatchJob.Item item = new BatchJob.Item("0", Map.of("messages", text));
            capture.object(new BatchJob.Request("/v1/x", "m", List.of(item), List.of(), Map.of("a", text), 24));
            capture.object(item);
            capture.object(new BatchJob.Output("0", 200, Map.of("choices", text), text));
            capture.object(new Classifications("c", "m", List.of(), null));

            assertTight(capture);
        }
    }
}

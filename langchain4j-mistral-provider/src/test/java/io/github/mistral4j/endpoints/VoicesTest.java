package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.client.api.Voice;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import io.github.mistral4j.testserver.MistralTestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VoicesTest {

    @Test
    void a_card_says_what_a_model_of_sound_can_do() {
        try (WireServer server = WireServer.start();
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .build()) {
            server.answers(Answers.json(200, """
                            {"id":"voxtral-mini-transcribe-3-0","capabilities":{"audio_transcription":true},
                            "audio_transcription_capabilities":{"modes":["offline"],"diarization":true,"languages":[]},
                            "audio_speech_capabilities":null,"billing_model_name":"v"}""").build());

            ModelCard card = client.getModel("voxtral-mini-transcribe-3-0").body();

            assertThat(card.audioTranscriptionCapabilities())
                    .containsEntry("modes", List.of("offline"))
                    .containsEntry("diarization", true);
            assertThat(card.audioSpeechCapabilities()).isEmpty();
            assertThat(card.billingModelName()).isEqualTo("v");
        }
    }

    @Test
    void the_test_server_has_voices() {
        try (MistralTestServer mistral = MistralTestServer.start();
                MistralClient client = MistralClient.builder()
                        .baseUrl(mistral.baseUrl())
                        .apiKey(mistral.apiKey())
                        .build()) {
            Voice.Page all = client.listVoices(null, 3).body();
            Voice.Page rest = client.listVoices(all.nextPageToken(), 3).body();
            Voice.Page german =
                    client.listVoices(null, 3, Map.of("language", "de")).body();

            assertThat(all.data()).extracting(Voice::name).containsExactly("Ada", "Ben", "Cleo");
            assertThat(rest.data()).extracting(Voice::type).containsExactly("custom");
            assertThat(rest.nextPageToken()).isNull();
            assertThat(german.data()).extracting(Voice::name).containsExactly("Cleo", "Dag");
            mistral.verify();
        }
    }

    @Test
    void voices_are_listed_page_by_page_beside_the_first_version() {
        try (WireServer server = WireServer.start();
                MistralClient client = MistralClient.builder()
                        .baseUrl(server.baseUrl())
                        .withoutApiKey()
                        .build()) {
            server.answers(
                    Answers.json(200, """
                            {"data":[{"id":"v","name":"Paul","type":"preset","languages":["en"],"gender":"male","tags":null,"color":"#fff"}],
                            "next_page_token":"t"}""").build(),
                    Answers.json(200, "{\"data\":[],\"next_page_token\":\"\"}").build());

            Voice.Page first = client.listVoices(null, 20).body();
            Voice.Page last = client.listVoices(first.nextPageToken(), 20).body();

            assertThat(first.data())
                    .containsExactly(new Voice(
                            "v", "Paul", "preset", List.of("en"), "male", null, List.of(), Map.of("color", "#fff")));
            assertThat(last.nextPageToken()).isNull();
            assertThat(server.next().getUrl()).isEqualTo("/v2/audio/voices?page_size=20");
            assertThat(server.next().getUrl()).isEqualTo("/v2/audio/voices?page_token=t&page_size=20");
        }
    }
}

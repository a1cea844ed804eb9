package io.github.mistral4j.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.api.ModelCard;
import io.github.mistral4j.requests.Answers;
import io.github.mistral4j.requests.WireServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelCardTest {

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
}

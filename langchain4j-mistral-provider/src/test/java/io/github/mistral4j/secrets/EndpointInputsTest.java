package io.github.mistral4j.secrets;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.audio.MistralAudioTranscriptionModel;
import io.github.mistral4j.audio.MistralTextToSpeechModel;
import io.github.mistral4j.batch.MistralBatchChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.completion.MistralFimModel;
import io.github.mistral4j.moderation.MistralModerationModel;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A server may repeat in its error what the request carried; a message of ours does not. */
class EndpointInputsTest {

    private static final String SECRET = "https://example.org/the-secret-of-the-caller";

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

    @TestFactory
    Stream<DynamicTest> what_was_sent_is_not_in_the_message_of_a_failure() {
        MistralFimModel fim = MistralFimModel.builder()
                .client(client)
                .modelName("codestral-2508")
                .build();
        MistralModerationModel moderation = MistralModerationModel.builder()
                .client(client)
                .modelName("mistral-moderation-2603")
                .build();
        MistralAudioTranscriptionModel ears = MistralAudioTranscriptionModel.builder()
                .client(client)
                .modelName("voxtral-mini-latest")
                .build();
        MistralTextToSpeechModel mouth = MistralTextToSpeechModel.builder()
                .client(client)
                .modelName("voxtral-mini-tts-2603")
                .build();
        AudioTranscriptionRequest sound = AudioTranscriptionRequest.builder(
                        Audio.builder().url(SECRET).build())
                .build();
        return Stream.of(
                hidden("prompt", () -> fim.generate(SECRET)),
                hidden("suffix", () -> fim.generate("a", SECRET)),
                hidden("text to judge", () -> moderation.moderate(SECRET)),
                hidden("conversation", () -> moderation.moderateConversation(List.of(UserMessage.from(SECRET)))),
                hidden("url of sound", () -> ears.transcribe(sound)),
                hidden("text to say", () -> mouth.synthesize(SECRET)),
                hidden(
                        "url of a document",
                        () -> MistralOcrModel.builder().client(client).build().read(SECRET)),
                hidden(
                        "requests of a batch",
                        () -> MistralBatchChatModel.builder()
                                .client(client)
                                .modelName("m")
                                .build()
                                .submit(new BatchRequest<>(List.of(ChatRequest.builder()
                                        .messages(UserMessage.from(SECRET))
                                        .build())))));
    }

    private DynamicTest hidden(String name, ThrowingCallable call) {
        return DynamicTest.dynamicTest(name, () -> {
            mistral.enqueue(Reply.error(400, "invalid_request_error", null, "cannot take '" + SECRET + "'"));
            assertThatThrownBy(call)
                    .isInstanceOf(InvalidRequestException.class)
                    .hasMessageContaining("cannot take")
                    .hasMessageNotContaining("the-secret-of-the-caller");
        });
    }
}

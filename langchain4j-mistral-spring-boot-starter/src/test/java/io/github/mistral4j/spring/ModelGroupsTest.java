package io.github.mistral4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.audio.AudioTranscriptionModel;
import dev.langchain4j.model.audio.AudioTranscriptionRequest;
import dev.langchain4j.model.audio.TextToSpeechModel;
import dev.langchain4j.model.batch.BatchRequest;
import dev.langchain4j.model.chat.BatchChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.embedding.BatchEmbeddingModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.language.StreamingLanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.moderation.listener.ModerationModelListener;
import dev.langchain4j.model.moderation.listener.ModerationModelRequestContext;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.ocr.MistralOcrModel;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Each property of the groups beside chat and embedding, seen at the server. */
class ModelGroupsTest {

    private static final String P = "langchain4j.mistral-ai.";

    private final MistralTestServer server = MistralTestServer.start();
    private final ApplicationContextRunner context = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(MistralAutoConfiguration.class))
            .withPropertyValues(P + "client.base-url=" + server.baseUrl(), P + "client.api-key=" + server.apiKey());

    @AfterEach
    void stop() {
        server.verify();
        server.close();
    }

    @Test
    void the_moderation_properties_of_langchain4js_starter_are_taken() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MistralAutoConfiguration.class))
                .withPropertyValues(group(
                        "moderation-model",
                        "base-url=" + server.baseUrl(),
                        "api-key=" + server.apiKey(),
                        "model-name=mistral-moderation-latest",
                        "timeout=30s",
                        "log-requests=true",
                        "log-responses=true",
                        "max-retries=1"))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiModerationModel");
                    assertThat(started.getBean(ModerationModel.class)
                                    .moderate("selfharm")
                                    .content()
                                    .flagged())
                            .isTrue();
                    assertThat(sent().path("model").textValue()).isEqualTo("mistral-moderation-latest");
                });
    }

    @Test
    void only_the_categories_that_are_named_and_thresholds_of_ones_own_flag_a_text() {
        context.withPropertyValues(group(
                        "moderation-model",
                        "model-name=mistral-moderation-latest",
                        "categories=violence_and_threats,pii",
                        "thresholds.hate_and_discrimination=0"))
                .run(started -> {
                    ModerationModel model = started.getBean(ModerationModel.class);
                    assertThat(model.moderate("selfharm").content().flagged()).isTrue();
                });
        context.withPropertyValues(group(
                        "moderation-model",
                        "model-name=mistral-moderation-latest",
                        "categories=violence_and_threats,pii"))
                .run(started -> {
                    ModerationModel model = started.getBean(ModerationModel.class);
                    assertThat(model.moderate("selfharm").content().flagged()).isFalse();
                    assertThat(model.moderate("pii").content().flagged()).isTrue();
                });
    }

    @Test
    void a_moderation_listener_of_the_application_is_told() {
        List<String> told = new CopyOnWriteArrayList<>();
        context.withBean(ModerationModelListener.class, () -> new ModerationModelListener() {
                    @Override
                    public void onRequest(ModerationModelRequestContext request) {
                        told.add("request");
                    }
                })
                .withPropertyValues(P + "moderation-model.model-name=mistral-moderation-latest")
                .run(started -> {
                    started.getBean(ModerationModel.class).moderate("Hello");
                    assertThat(told).containsExactly("request");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"stop", "stop-sequences"})
    void every_property_of_a_fim_model_reaches_the_server_whole_or_streamed(String stop) {
        String body = """
                "model":"codestral-latest","prompt":"def f(","temperature":0.2,"max_tokens":20,"min_tokens":1,
                "top_p":0.9,"random_seed":7,"stop":["END","STOP"],"metadata":{"team":"blue"},"prompt_cache_key":"book"
                """;
        context.withPropertyValues(fim("fim-model", stop))
                .withPropertyValues(fim("streaming-fim-model", stop))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiFimModel").hasBean("mistralAiStreamingFimModel");
                    String whole = started.getBean(LanguageModel.class)
                            .generate("def f(")
                            .content();
                    assertThat(sent()).isEqualTo(json("{\"stream\":false," + body + "}"));
                    CompletableFuture<String> streamed = new CompletableFuture<>();
                    started.getBean(StreamingLanguageModel.class).generate("def f(", collect(streamed));
                    assertThat(streamed.join()).isEqualTo(whole).isNotBlank();
                    assertThat(sent()).isEqualTo(json("{\"stream\":true," + body + "}"));
                });
    }

    private static String[] fim(String group, String stop) {
        return group(
                group,
                "model-name=codestral-latest",
                "temperature=0.2",
                "max-tokens=20",
                "min-tokens=1",
                "top-p=0.9",
                "random-seed=7",
                stop + "=END,STOP",
                "metadata.team=blue",
                "prompt-cache-key=book");
    }

    private static StreamingResponseHandler<String> collect(CompletableFuture<String> streamed) {
        return new StreamingResponseHandler<>() {
            private final StringBuilder text = new StringBuilder();

            @Override
            public void onNext(String token) {
                text.append(token);
            }

            @Override
            public void onComplete(Response<String> response) {
                streamed.complete(text.toString());
            }

            @Override
            public void onError(Throwable error) {
                streamed.completeExceptionally(error);
            }
        };
    }

    @Test
    void every_property_of_an_ocr_model_reaches_the_server(@TempDir Path folder) throws IOException {
        String schema =
                "{\"type\":\"object\",\"required\":[\"total\"],\"properties\":{\"total\":{\"type\":\"number\"}}}";
        URI file = Files.writeString(folder.resolve("bill.json"), schema).toUri();
        String format =
                "\"type\":\"json_schema\",\"json_schema\":{\"name\":\"%s\",\"strict\":true,\"schema\":" + schema + "}";
        context.withPropertyValues(group(
                        "ocr-model",
                        "model-name=mistral-ocr-latest",
                        "pages=0,2-4",
                        "table-format=html",
                        "include-image-base64=true",
                        "image-limit=3",
                        "image-min-size=100",
                        "extract-header=true",
                        "extract-footer=true",
                        "include-blocks=false",
                        "confidence-scores-granularity=page",
                        "document-annotation-format.name=bill",
                        "document-annotation-format.schema=" + file,
                        "document-annotation-prompt=The total",
                        "bbox-annotation-format.name=picture",
                        "bbox-annotation-format.schema=" + file))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiOcrModel");
                    started.getBean(MistralOcrModel.class).read("https://example.com/bill.pdf");
                    assertThat(sent())
                            .isEqualTo(json("""
                            {"model":"mistral-ocr-latest","pages":"0,2-4","table_format":"html","include_image_base64":true,
                            "image_limit":3,"image_min_size":100,"extract_header":true,"extract_footer":true,
                            "include_blocks":false,"confidence_scores_granularity":"page",
                            "document_annotation_prompt":"The total","document_annotation_format":{%s},
                            "bbox_annotation_format":{%s},
                            "document":{"type":"document_url","document_url":"https://example.com/bill.pdf"}}
                            """.formatted(format.formatted("bill"), format.formatted("picture"))));
                });
    }

    @Test
    void every_property_of_a_transcription_model_reaches_the_server() {
        context.withPropertyValues(group(
                        "audio-transcription-model",
                        "model-name=voxtral-mini-transcribe-3-0",
                        "language=de",
                        "temperature=0.1",
                        "diarize=true",
                        "context-bias=Oolong,Matcha",
                        "timestamp-granularities=segment,word"))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiAudioTranscriptionModel");
                    started.getBean(AudioTranscriptionModel.class)
                            .transcribe(AudioTranscriptionRequest.builder(Audio.builder()
                                            .binaryData(new byte[] {1})
                                            .mimeType("audio/mpeg")
                                            .build())
                                    .build());
                    ReceivedRequest request = last();
                    assertThat(request.part("model")).containsExactly("voxtral-mini-transcribe-3-0");
                    assertThat(request.part("language")).containsExactly("de");
                    assertThat(request.part("temperature")).containsExactly("0.1");
                    assertThat(request.part("diarize")).containsExactly("true");
                    assertThat(request.part("context_bias")).containsExactly("Oolong", "Matcha");
                    assertThat(request.part("timestamp_granularities")).containsExactly("segment", "word");
                });
    }

    @Test
    void every_property_of_a_text_to_speech_model_reaches_the_server() {
        context.withPropertyValues(group(
                        "text-to-speech-model",
                        "model-name=voxtral-mini-tts-2603",
                        "voice=anna",
                        "ref-audio=AAAA",
                        "response-format=wav",
                        "expressiveness=1.5"))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiTextToSpeechModel");
                    started.getBean(TextToSpeechModel.class).synthesize("Hello");
                    assertThat(sent())
                            .isEqualTo(
                                    json(
                                            "{\"model\":\"voxtral-mini-tts-2603\",\"input\":\"Hello\",\"voice_id\":\"anna\","
                                                    + "\"ref_audio\":\"AAAA\",\"response_format\":\"wav\",\"expressiveness\":1.5,\"stream\":false}"));
                });
    }

    @Test
    void a_batch_of_chats_has_the_properties_of_a_chat_model_and_the_hours_of_the_job() {
        context.withPropertyValues(group(
                        "batch-chat-model",
                        "model-name=mistral-small-latest",
                        "timeout-hours=48",
                        "temperature=0.2",
                        "response-format=json",
                        "safe-prompt=true"))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiBatchChatModel");
                    started.getBean(BatchChatModel.class)
                            .submit(new BatchRequest<>(List.of(ChatRequest.builder()
                                    .messages(UserMessage.from("In JSON"))
                                    .build())));
                    JsonNode job = sent();
                    assertThat(job.path("timeout_hours").intValue()).isEqualTo(48);
                    assertThat(job.path("model").textValue()).isEqualTo("mistral-small-latest");
                    JsonNode chat = job.path("requests").path(0).path("body");
                    assertThat(chat.path("temperature").doubleValue()).isEqualTo(0.2);
                    assertThat(chat.path("safe_prompt").booleanValue()).isTrue();
                    assertThat(chat.path("response_format").path("type").textValue())
                            .isEqualTo("json_object");
                });
    }

    @Test
    void a_batch_of_embeddings_has_its_model_and_the_hours_of_the_job() {
        context.withPropertyValues(group("batch-embedding-model", "model-name=codestral-embed", "timeout-hours=2"))
                .run(started -> {
                    assertThat(started).hasBean("mistralAiBatchEmbeddingModel");
                    started.getBean(BatchEmbeddingModel.class)
                            .submit(new BatchRequest<>(List.of(TextSegment.from("tea"))));
                    assertThat(sent().path("timeout_hours").intValue()).isEqualTo(2);
                    assertThat(sent().path("model").textValue()).isEqualTo("codestral-embed");
                    assertThat(last().endpoint()).contains(Endpoint.CREATE_BATCH);
                });
    }

    private ReceivedRequest last() {
        List<ReceivedRequest> requests = server.requests();
        return requests.get(requests.size() - 1);
    }

    private JsonNode sent() {
        return last().json();
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static String[] group(String group, String... properties) {
        return Stream.of(properties).map(property -> P + group + "." + property).toArray(String[]::new);
    }
}

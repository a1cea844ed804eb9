package io.github.mistral4j.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.output.Response;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.MistralStream;
import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.api.Moderations;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.Speech;
import io.github.mistral4j.client.api.Transcription;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.client.api.Usage;
import io.github.mistral4j.completion.MistralFimModel;
import io.github.mistral4j.completion.MistralStreamingFimModel;
import io.github.mistral4j.requests.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded answers of the endpoints beside chat and embeddings, held against what stands in them. */
class EndpointRecordingsTest extends Recorded {

    private static void sameUsage(Usage usage, JsonNode body) {
        assertThat(usage.promptTokens())
                .isEqualTo(body.at("/usage/prompt_tokens").asInt());
        assertThat(usage.totalTokens()).isEqualTo(body.at("/usage/total_tokens").asInt());
    }

    private static void sameEnd(Response<String> response, JsonNode recorded) {
        assertThat(response.tokenUsage().inputTokenCount())
                .isEqualTo(recorded.at("/usage/prompt_tokens").asInt());
        assertThat(response.tokenUsage().outputTokenCount())
                .isEqualTo(recorded.at("/usage/completion_tokens").asInt());
        assertThat(response.tokenUsage().totalTokenCount())
                .isEqualTo(recorded.at("/usage/total_tokens").asInt());
        assertThat(response.finishReason().name())
                .isEqualToIgnoringCase(recorded.at("/choices/0/finish_reason").asText());
    }

    @TestFactory
    List<DynamicTest> whole_completions_of_gaps() throws IOException {
        return each("fim-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            var response = MistralFimModel.builder().client(client).build().generate("a", "b");
            assertThat(response.content())
                    .isEqualTo(recorded.at("/choices/0/message/content").asText());
            sameEnd(response, recorded);
        });
    }

    @TestFactory
    List<DynamicTest> streamed_completions_of_gaps() throws IOException {
        return each("fim-stream.*\\.sse", body -> {
            server.answers(Answers.events(body).build());
            StringBuilder expected = new StringBuilder();
            JsonNode last = null;
            for (String line : body.split("\n")) {
                if (line.startsWith("data: {")) {
                    last = JSON.readTree(line.substring(6));
                    expected.append(last.at("/choices/0/delta/content").asText(""));
                }
            }
            StringBuilder text = new StringBuilder();
            CompletableFuture<Response<String>> end = new CompletableFuture<>();
            MistralStreamingFimModel.builder()
                    .client(client)
                    .build()
                    .generate("a", "b", new StreamingResponseHandler<>() {
                        @Override
                        public void onNext(String piece) {
                            text.append(piece);
                        }

                        @Override
                        public void onComplete(Response<String> response) {
                            end.complete(response);
                        }

                        @Override
                        public void onError(Throwable error) {
                            end.completeExceptionally(error);
                        }
                    });
            sameEnd(end.get(30, TimeUnit.SECONDS), last);
            assertThat(end.join().content()).isEqualTo(expected.toString());
            assertThat(text).hasToString(expected.toString());
        });
    }

    @TestFactory
    List<DynamicTest> moderations() throws IOException {
        return each("(chat-)?moderation-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            Moderations found = client.moderate("m", List.of("a")).body();
            assertThat(found.model()).isEqualTo(recorded.get("model").asText());
            assertThat(found.results()).hasSize(recorded.get("results").size());
            for (int i = 0; i < found.results().size(); i++) {
                int place = i;
                JsonNode result = recorded.get("results").get(i);
                same(found.results().get(i).categoryScores(), result.get("category_scores"));
                result.get("categories")
                        .properties()
                        .forEach(category -> assertThat(
                                        found.results().get(place).categories())
                                .containsEntry(
                                        category.getKey(), category.getValue().asBoolean()));
            }
            sameUsage(found.usage(), recorded);
        });
    }

    @TestFactory
    List<DynamicTest> classifications() throws IOException {
        return each("classification-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            var found = client.classify("m", List.of("a")).body();
            recorded.at("/results/0")
                    .properties()
                    .forEach(target -> target.getValue()
                            .get("scores")
                            .properties()
                            .forEach(score -> assertThat(found.results().get(0).get(target.getKey()))
                                    .containsEntry(
                                            score.getKey(), score.getValue().asDouble())));
        });
    }

    private static final Transcription.Request SOUND = new Transcription.Request(
            "m", UploadFile.of("a.wav", new byte[3]), null, null, null, null, null, List.of(), List.of(), Map.of());

    private static @Nullable Double decimal(JsonNode value) {
        return value.isNumber() ? (Double) value.asDouble() : null;
    }

    private static @Nullable Integer integer(JsonNode value) {
        return value.isNumber() ? (Integer) value.asInt() : null;
    }

    private static void same(Transcription found, JsonNode recorded) {
        assertThat(found.text()).isEqualTo(recorded.get("text").asText());
        assertThat(found.model()).isEqualTo(recorded.get("model").asText());
        assertThat(found.language()).isEqualTo(recorded.path("language").textValue());
        assertThat(found.segments()).hasSize(recorded.path("segments").size());
        for (int i = 0; i < found.segments().size(); i++) {
            JsonNode segment = recorded.get("segments").get(i);
            assertThat(found.segments().get(i).text())
                    .isEqualTo(segment.get("text").asText());
            assertThat(found.segments().get(i).start()).isEqualTo(decimal(segment.path("start")));
            assertThat(found.segments().get(i).end()).isEqualTo(decimal(segment.path("end")));
            assertThat(found.segments().get(i).score()).isEqualTo(decimal(segment.path("score")));
            assertThat(found.segments().get(i).speakerId())
                    .isEqualTo(
                            segment.path("speaker_id").isTextual()
                                    ? segment.get("speaker_id").asText()
                                    : null);
        }
        sameUsage(found.usage(), recorded);
        assertThat(found.usage().promptAudioSeconds())
                .isEqualTo(recorded.at("/usage/prompt_audio_seconds").asInt());
    }

    @TestFactory
    List<DynamicTest> transcriptions() throws IOException {
        return each("transcription-.*\\.json", body -> {
            json(body);
            same(client.transcribe(SOUND).body(), JSON.readTree(body));
        });
    }

    @TestFactory
    List<DynamicTest> streamed_transcriptions() throws IOException {
        return each("transcription-.*\\.sse", body -> {
            server.answers(Answers.events(body).build());
            CompletableFuture<Transcription> end = new CompletableFuture<>();
            client.streamTranscription(SOUND, new MistralStream.EventListener<>() {
                @Override
                public void onEvent(Transcription.Event event) {
                    if (event instanceof Transcription.Event.Done done) {
                        end.complete(done.transcription());
                    }
                }

                @Override
                public void onComplete() {}

                @Override
                public void onFailure(MistralException failure) {
                    end.completeExceptionally(failure);
                }
            });
            String last = body.strip().substring(body.strip().lastIndexOf("data: ") + 6);
            same(end.get(30, TimeUnit.SECONDS), JSON.readTree(last));
        });
    }

    @TestFactory
    List<DynamicTest> speech() throws IOException {
        return each("tts-.*\\.json", body -> {
            json(body);
            byte[] audio = client.speak(new Speech.Request("m", "a", null, null, null, null, Map.of(), Map.of()))
                    .body()
                    .audio();
            assertThat(audio)
                    .isEqualTo(Base64.getDecoder()
                            .decode(JSON.readTree(body).get("audio_data").asText()));
        });
    }

    /** What is absent or null there is empty here. */
    private static void same(Object found, JsonNode recorded) {
        if (recorded.isContainerNode()) {
            assertThat(JSON.<JsonNode>valueToTree(found)).isEqualTo(recorded);
        } else {
            assertThat(JSON.<JsonNode>valueToTree(found)).isEmpty();
        }
    }

    private static List<Tuple> images(JsonNode recorded) {
        List<Tuple> images = new ArrayList<>();
        recorded.forEach(image -> images.add(tuple(
                image.get("id").asText(),
                integer(image.path("top_left_x")),
                integer(image.path("top_left_y")),
                integer(image.path("bottom_right_x")),
                integer(image.path("bottom_right_y")),
                image.path("image_annotation").textValue(),
                image.path("image_base64").textValue())));
        return images;
    }

    @TestFactory
    List<DynamicTest> documents() throws IOException {
        return each("ocr-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            Ocr found = client.ocr(new Ocr.Request("m", new Ocr.Source.File("id"), Map.of()))
                    .body();
            assertThat(found.model()).isEqualTo(recorded.get("model").asText());
            assertThat(found.pages()).hasSize(recorded.get("pages").size());
            for (int i = 0; i < found.pages().size(); i++) {
                JsonNode page = recorded.get("pages").get(i);
                assertThat(found.pages().get(i).index())
                        .isEqualTo(page.get("index").asInt());
                assertThat(found.pages().get(i).markdown())
                        .isEqualTo(page.get("markdown").asText());
                same(found.pages().get(i).dimensions(), page.get("dimensions"));
                same(found.pages().get(i).confidenceScores(), page.path("confidence_scores"));
                same(found.pages().get(i).blocks(), page.path("blocks"));
                same(found.pages().get(i).hyperlinks(), page.path("hyperlinks"));
                assertThat(found.pages().get(i).header())
                        .isEqualTo(page.path("header").textValue());
                assertThat(found.pages().get(i).footer())
                        .isEqualTo(page.path("footer").textValue());
                assertThat(found.pages().get(i).images())
                        .extracting(
                                Ocr.Image::id,
                                Ocr.Image::topLeftX,
                                Ocr.Image::topLeftY,
                                Ocr.Image::bottomRightX,
                                Ocr.Image::bottomRightY,
                                Ocr.Image::imageAnnotation,
                                Ocr.Image::imageBase64)
                        .containsExactlyElementsOf(images(page.get("images")));
                assertThat(found.pages().get(i).tables())
                        .extracting(Ocr.Table::content)
                        .containsExactlyElementsOf(page.path("tables").findValuesAsText("content"));
            }
            assertThat(found.pagesProcessed())
                    .isEqualTo(recorded.at("/usage_info/pages_processed").asInt());
            JsonNode size = recorded.at("/usage_info/doc_size_bytes");
            assertThat(found.docSizeBytes()).isEqualTo(size.isNumber() ? (Long) size.asLong() : null);
        });
    }

    @TestFactory
    List<DynamicTest> files() throws IOException {
        return each("files-upload-.*\\.json", body -> {
            json(body);
            JsonNode recorded = JSON.readTree(body);
            FileObject found = client.uploadFile(UploadFile.of("a.pdf", new byte[1]), "ocr")
                    .body();
            assertThat(found)
                    .isEqualTo(new FileObject(
                            recorded.get("id").asText(),
                            recorded.get("bytes").asLong(),
                            recorded.get("created_at").asLong(),
                            recorded.get("filename").asText(),
                            recorded.get("purpose").asText(),
                            recorded.get("sample_type").asText(),
                            recorded.get("num_lines").asInt(),
                            recorded.get("mimetype").asText(),
                            recorded.get("source").asText(),
                            recorded.path("visibility").textValue(),
                            null,
                            recorded.path("signature").textValue(),
                            false));
        });
    }
}

package io.github.mistral4j.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.batch.BatchResponse;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.mistral4j.batch.MistralBatchChatModel;
import io.github.mistral4j.client.api.BatchJob;
import io.github.mistral4j.requests.Answers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Recorded answers of batch jobs, held against what stands in them. */
class BatchRecordingsTest extends Recorded {

    private static void sameAnswers(BatchResponse<ChatResponse> found, List<JsonNode> lines) {
        assertThat(found.responses()).hasSize(lines.size());
        for (JsonNode line : lines) {
            JsonNode body = line.at("/response/body");
            ChatResponse answer = found.responses().get(line.get("custom_id").asInt());
            assertThat(answer.aiMessage().text())
                    .isEqualTo(body.at("/choices/0/message/content").asText());
            assertThat(answer.id()).isEqualTo(body.get("id").asText());
            assertThat(answer.modelName()).isEqualTo(body.get("model").asText());
            assertThat(answer.finishReason().name())
                    .isEqualToIgnoringCase(body.at("/choices/0/finish_reason").asText());
            assertThat(answer.tokenUsage().totalTokenCount())
                    .isEqualTo(body.at("/usage/total_tokens").asInt());
        }
    }

    private MistralBatchChatModel batches() {
        return MistralBatchChatModel.builder().client(client).modelName("m").build();
    }

    @TestFactory
    List<DynamicTest> batch_jobs() throws IOException {
        return each("batch-.*\\.json", body -> {
            JsonNode recorded = JSON.readTree(body);
            json(body);
            BatchJob job = client.getBatch("id", true).body();
            assertThat(job.id()).isEqualTo(recorded.get("id").asText());
            assertThat(job.status()).isEqualTo(recorded.get("status").asText());
            assertThat(job.outputFile()).isEqualTo(recorded.get("output_file").asText());
            assertThat(job.totalRequests())
                    .isEqualTo(recorded.get("total_requests").asInt());
            List<JsonNode> lines = new ArrayList<>();
            recorded.get("outputs").forEach(lines::add);
            ObjectNode inline = recorded.deepCopy();
            inline.putNull("output_file");
            json(inline.toString());
            json(inline.toString());
            sameAnswers(batches().retrieve("id"), lines);
        });
    }

    @TestFactory
    List<DynamicTest> batch_output_files() throws IOException {
        return each("batch-output-.*\\.jsonl", body -> {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : body.split("\n")) {
                lines.add(JSON.readTree(line));
            }
            server.answers(
                    Answers.json(200, """
                                    {"id":"j","status":"SUCCESS","output_file":"f","errors":[],"total_requests":%d}""".formatted(lines.size())).build(),
                    Answers.json(200, body)
                            .withHeader("Content-Type", "application/octet-stream")
                            .build());
            sameAnswers(batches().retrieve("j"), lines);
        });
    }
}

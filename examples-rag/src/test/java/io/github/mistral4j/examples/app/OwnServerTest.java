package io.github.mistral4j.examples.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.app.Checkup.Finding;
import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.testserver.Endpoint;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server of one's own, as Ollama's or llama.cpp's. */
class OwnServerTest {

    @TempDir
    static Path cache;

    @Test
    void one_variable_names_the_model_for_chat_and_embeddings_come_from_this_program() {
        try (MistralTestServer server = MistralTestServer.builder().anyApiKey().start()) {
            server.onChat(conversation -> Reply.text("24 months. [1]"));
            Settings settings = Settings.from(Map.of(
                    "RAG_CACHE", cache.toString(),
                    "MISTRAL_BASE_URL", server.baseUrl(),
                    "MISTRAL_API_KEY", "key",
                    "RAG_CHAT_MODEL", "mistral-small-2603",
                    "RAG_EMBEDDING_BASE_URL", "built-in"));

            try (Rag rag = Rag.open(settings, IngestListener.SILENT)) {
                Answer answer = rag.qa()
                        .ask(Question.of("Compare the warranty of the Leaf with the one of its battery."), event -> {})
                        .answer();

                assertThat(answer.text()).isEqualTo("24 months. [1]");
                assertThat(answer.decision().model()).isEqualTo("mistral-small-2603");
                assertThat(rag.space().dimension()).isEqualTo(384);
                assertThat(rag.table().tasks().values())
                        .allSatisfy(task -> assertThat(task.chain()).containsExactly("mistral-small-2603"));
            }
            assertThat(server.requests(Endpoint.EMBEDDINGS)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "503 | {\"error\": {\"message\": \"Loading model\", \"code\": 503}} | It is not ready: Loading model.",
                "501 | {\"error\": {\"message\": \"Not here\"}} | It has no list of models: Not here.",
                "401 | {} | It wants a key."
            })
    void doctor_says_what_the_server_says(int status, String body, String expected) throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().code(status).body(body).build());
            server.start();

            List<Finding> findings =
                    new ServerProbe(new ApiSettings(null, server.url("/v1").toString(), null, 0)).run();

            assertThat(findings.get(0).text()).endsWith(expected);
            assertThat(findings.get(0).text() + findings.get(0).remedy()).doesNotContain("console");
        }
    }

    @Test
    void a_server_on_a_usual_port_is_found_and_how_to_use_it_is_one_line() throws Exception {
        try (MockWebServer server = new MockWebServer();
                MockWebServer other = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder()
                    .body("{\"object\":\"list\",\"data\":[{\"id\":\"nomic-embed-text\"},{\"id\":\"mistral:7b\"}]}")
                    .build());
            other.enqueue(new MockResponse.Builder().code(404).build());
            server.start();
            other.start();
            String url = "http://127.0.0.1:" + server.getPort() + "/v1";

            assertThat(LocalServers.hint(List.of(other.getPort(), server.getPort())))
                    .hasValue("A model server answers at " + url + ". To ask it: --base-url " + url
                            + " --chat-model mistral:7b --embedding-model nomic-embed-text");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:11434, http://localhost:11434/v1",
        "http://localhost:11434/, http://localhost:11434/v1",
        "http://localhost:8000/., http://localhost:8000",
        "http://localhost:11434/v1/, http://localhost:11434/v1",
        "http://localhost:11434/v1/chat/completions, http://localhost:11434/v1",
        "http://localhost:11434/v1/models/, http://localhost:11434/v1",
        "https://gateway.example.com/mistral//, https://gateway.example.com/mistral",
        "https://gateway.example.com/completions-api, https://gateway.example.com/completions-api"
    })
    void an_address_is_that_of_the_server_whatever_was_copied_of_it(String given, String used) {
        assertThat(Settings.from(Map.of("MISTRAL_BASE_URL", given)).api().baseUrl())
                .isEqualTo(used);
        assertThat(Settings.from(Map.of("RAG_EMBEDDING_BASE_URL", given))
                        .api()
                        .embeddings()
                        .baseUrl())
                .isEqualTo(used);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:11434",
                "http://localhost:99999/v1",
                "http://",
                "ftp://x",
                "http://a b/v1",
                "http://[::1"
            })
    void what_is_no_address_is_said_to_be_none(String text) {
        Settings settings = Settings.from(Map.of("MISTRAL_BASE_URL", text, "RAG_CACHE", cache.toString()));

        assertThatThrownBy(() -> Rag.open(settings, IngestListener.SILENT))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("MISTRAL_BASE_URL is not the address of a server: " + text);
    }

    @Test
    void example_phrases_are_kept_as_they_come_and_their_number_is_told(@TempDir Path empty) {
        List<Integer> told = new ArrayList<>();
        IngestListener stopsAfterTwoBatches = new IngestListener() {
            @Override
            public void phrases(int done, int all) {
                told.add(done);
                if (told.size() == 3) {
                    throw new IllegalStateException("stopped");
                }
            }
        };
        Settings settings = Settings.from(Map.of("RAG_CACHE", empty.toString(), "RAG_BATCH_SIZE", "10"));

        for (int attempt = 0; attempt < 2; attempt++) {
            told.clear();
            try {
                Rag.open(settings, stopsAfterTwoBatches).close();
            } catch (IllegalStateException e) {
                assertThat(told).startsWith(0, 10, 20);
            }
        }
        List<Integer> all = new ArrayList<>();
        Rag.open(settings, new IngestListener() {
                    @Override
                    public void phrases(int done, int of) {
                        all.add(of);
                    }
                })
                .close();
        Rag.open(settings, new IngestListener() {
                    @Override
                    public void phrases(int done, int of) {
                        throw new AssertionError("all are known");
                    }
                })
                .close();
        int phrases = settings.table().allPhrases().stream().distinct().toList().size();
        assertThat(all).allMatch(missing -> missing == phrases - 40);
    }
}

package io.github.mistral4j.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.examples.serve.DifficultApi.Manner;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
final class KeyTest {

    private static final String KEY = "sk-do-not-show-1234567890";

    @TempDir
    Path cache;

    @Test
    void the_key_is_in_no_response_even_when_the_model_server_repeats_it() throws Exception {
        try (DifficultApi api = new DifficultApi(Manner.REPEATS_THE_KEY);
                ServedSession served = ServedSession.open(Map.of(
                        "RAG_CACHE", cache.toString(), "MISTRAL_BASE_URL", api.baseUrl(), "MISTRAL_API_KEY", KEY))) {
            StringBuilder everything = new StringBuilder();
            for (String path : List.of("/", "/app.js", "/api/session", "/api/document?name=faq.md", "/nothing")) {
                HttpResponse<String> response = served.get(path);
                everything.append(response.headers().map()).append(response.body());
            }
            String answer = served.ask(Json.object().put("question", "How long is the warranty on a Halla Leaf?"))
                    .toString();

            assertThat(answer).contains("\"type\":\"failed\"").contains("Check MISTRAL_API_KEY");
            assertThat(everything.append(answer).toString())
                    .doesNotContain("do-not-show")
                    .doesNotContain("1234567890");
        }
    }
}

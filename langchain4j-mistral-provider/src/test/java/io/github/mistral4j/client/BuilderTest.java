package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.requests.WireServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class BuilderTest {

    private static final ChatCompletionRequest REQUEST = ChatCompletionRequest.builder()
            .model("m")
            .messages(List.of(new Message.User(MessageContent.text("hello"))))
            .build();

    private static MistralClientBuilder builder() {
        return MistralClient.builder().environment(name -> null).maxRetries(0);
    }

    // The request that would leave, caught before it does.
    private static Request sent(MistralClientBuilder builder) {
        Request[] caught = new Request[1];
        Interceptor catching = chain -> {
            caught[0] = chain.request();
            return new Response.Builder()
                    .request(chain.request())
                    .protocol(Protocol.HTTP_1_1)
                    .code(400)
                    .message("")
                    .body(ResponseBody.create("", null))
                    .build();
        };
        OkHttpClient http = new OkHttpClient.Builder().addInterceptor(catching).build();
        try (MistralClient client = builder.okHttpClient(http).build()) {
            assertThat(catchThrowable(() -> client.chat(REQUEST))).isInstanceOf(MistralApiException.class);
        }
        return Objects.requireNonNull(caught[0]);
    }

    private static UnaryOperator<@Nullable String> variables(String name, String value) {
        return asked -> asked.equals(name) ? value : null;
    }

    @Test
    void the_token_of_a_service_account_is_read_for_each_request(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), "first\n");
        List<String> sent = new ArrayList<>();
        OkHttpClient answering = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    sent.add(chain.request().header("Authorization"));
                    return ok(chain.request());
                })
                .build();
        try (MistralClient client = builder()
                .environment(name -> name.equals("MISTRAL_SA_TOKEN_PATH") ? file.toString() : "of-env")
                .okHttpClient(answering)
                .build()) {
            catchThrowable(client::listModels);
            Files.writeString(file, "second");
            catchThrowable(client::listModels);
            Files.delete(file);
            assertThat(catchThrowable(client::listModels)).isInstanceOf(MistralKeyException.class);
        }
        assertThat(sent).containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void the_error_for_a_missing_key_names_the_variable_of_the_other_module() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .environment(variables("MISTRAL_AI_API_KEY", "secret-of-env"))
                        .build())
                .withMessageContaining("MISTRAL_AI_API_KEY is set")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("secret-of-env"));
    }

    @Test
    void headers_of_a_supplier_and_parameters_of_the_query_are_sent() {
        List<Request> sent = new ArrayList<>();
        int[] asked = {0};
        OkHttpClient answering = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    sent.add(chain.request());
                    return ok(chain.request());
                })
                .build();
        try (MistralClient client = builder()
                .apiKey("k")
                .baseUrl("https://gateway.example/v1?region=eu")
                .customHeaders(() -> Map.of("x-call", String.valueOf(++asked[0])))
                .customQueryParams(Map.of("api-version", "2024-05-01-preview"))
                .okHttpClient(answering)
                .build()) {
            catchThrowable(client::listModels);
            catchThrowable(client::listModels);
        }
        assertThat(sent)
                .extracting(request -> request.url() + " " + request.header("x-call"))
                .containsExactly(
                        "https://gateway.example/v1/models?region=eu&api-version=2024-05-01-preview 1",
                        "https://gateway.example/v1/models?region=eu&api-version=2024-05-01-preview 2");
    }

    @Test
    void headers_of_a_supplier_that_cannot_be_sent_fail_the_call() {
        for (Supplier<Map<String, String>> bad : List.<Supplier<Map<String, String>>>of(
                () -> null, () -> Map.of("a b", "c"), () -> Map.of("a", "c\nd"), () -> {
                    throw new IllegalStateException("secret");
                })) {
            try (MistralClient client = builder().apiKey("k").customHeaders(bad).build()) {
                assertThat(catchThrowable(client::listModels))
                        .isInstanceOf(MistralKeyException.class)
                        .hasMessageNotContaining("secret");
            }
        }
    }

    private static Response ok(Request request) {
        return new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(404)
                .message("")
                .body(ResponseBody.create("", null))
                .build();
    }

    private static @Nullable String authorization(MistralClientBuilder builder) {
        return sent(builder).header("Authorization");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", " key ", "Bearer key", "bearer   key", "BEARER key\n", "\tkey\r\n"})
    void a_key_is_trimmed_and_may_carry_its_scheme(String key) {
        assertThat(authorization(builder().apiKey(key))).isEqualTo("Bearer key");
        assertThat(authorization(builder().apiKey(() -> key))).isEqualTo("Bearer key");
        assertThat(authorization(builder().environment(variables("MISTRAL_API_KEY", key))))
                .isEqualTo("Bearer key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"se\ncret", "se cret", "se\rcret", "s\u00e9cret", "se\u0000cret"})
    void a_key_that_cannot_stand_in_a_header_is_refused_without_echo(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().apiKey(key))
                .withMessageContaining("apiKey")
                .withMessageNotContaining("cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder().environment(variables("MISTRAL_API_KEY", key)).build())
                .withMessageNotContaining("cret");
    }

    @Test
    void a_key_of_only_the_scheme_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().apiKey("Bearer  "));
    }

    @Test
    void without_a_key_the_environment_is_asked() {
        assertThat(authorization(builder().environment(variables("MISTRAL_API_KEY", "of-env"))))
                .isEqualTo("Bearer of-env");
        assertThat(authorization(builder()
                        .environment(variables("MISTRAL_API_KEY", "of-env"))
                        .apiKey((String) null)))
                .isEqualTo("Bearer of-env");
        assertThat(authorization(builder()
                        .environment(variables("MISTRAL_API_KEY", "of-env"))
                        .apiKey(" ")))
                .isEqualTo("Bearer of-env");
        assertThat(authorization(builder()
                        .environment(variables("MISTRAL_API_KEY", "of-env"))
                        .apiKey("own")))
                .isEqualTo("Bearer own");
    }

    @Test
    void null_means_the_default() {
        Request sent = sent(builder()
                .apiKey("k")
                .baseUrl("https://elsewhere.example/v1")
                .baseUrl(null)
                .headers(null)
                .timeout(Duration.ofNanos(1))
                .timeout(null)
                .connectTimeout(null)
                .firstByteTimeout(null)
                .idleTimeout(null)
                .callTimeout(Duration.ofNanos(1))
                .callTimeout(null)
                .maxRetryDuration(null));

        assertThat(sent.url()).hasToString("https://api.mistral.ai/v1/chat/completions");
    }

    @Test
    void a_missing_key_is_a_clear_error_at_build_time() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().build())
                .withMessageContaining("apiKey")
                .withMessageContaining("MISTRAL_API_KEY")
                .withMessageContaining("withoutApiKey()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .environment(variables("MISTRAL_API_KEY", "  "))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:1/v1",
                "http://127.0.0.1:1/v1",
                "http://127.9.9.9/v1",
                "http://[::1]:1/v1",
                "https://api.localhost/v1"
            })
    void loopback_needs_no_key(String baseUrl) {
        assertThat(authorization(builder().baseUrl(baseUrl))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost.example/v1",
                "https://127.0.0.1.example/v1",
                "https://mylocalhost/v1",
                "http://10.0.0.1/v1"
            })
    void what_only_looks_like_loopback_needs_a_key(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().baseUrl(baseUrl).build());
    }

    @Test
    void without_api_key_sends_none() {
        assertThat(authorization(builder()
                        .environment(variables("MISTRAL_API_KEY", "of-env"))
                        .withoutApiKey()
                        .baseUrl("https://gateway.example/v1")))
                .isNull();
    }

    @Test
    void a_key_and_without_api_key_contradict_each_other() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().apiKey("key").withoutApiKey().build())
                .withMessageContaining("withoutApiKey");
    }

    @Test
    void a_key_and_an_authorization_header_contradict_each_other() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder()
                        .apiKey("key")
                        .header("authorization", "Basic xyz")
                        .build())
                .withMessageContaining("Authorization")
                .withMessageNotContaining("xyz");
    }

    @Test
    void an_authorization_header_takes_the_place_of_the_key() {
        MistralClientBuilder builder =
                builder().environment(variables("MISTRAL_API_KEY", "of-env")).header("Authorization", "Basic xyz");

        assertThat(sent(builder).headers("Authorization")).containsExactly("Basic xyz");
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.mistral.ai/v1, https://api.mistral.ai/v1/chat/completions",
        "https://api.mistral.ai/v1/, https://api.mistral.ai/v1/chat/completions",
        "https://gw.example/mistral/v1, https://gw.example/mistral/v1/chat/completions",
        "https://gw.example/a%20b/v1/, https://gw.example/a%20b/v1/chat/completions",
        "https://gw.example/v1?tenant=7, https://gw.example/v1/chat/completions?tenant=7",
        "https://gw.example, https://gw.example/chat/completions",
        "http://localhost:8000/v1, http://localhost:8000/v1/chat/completions",
        "' https://gw.example/v1 ', https://gw.example/v1/chat/completions"
    })
    void the_base_url_is_kept_with_its_prefix(String baseUrl, String url) {
        assertThat(sent(builder().apiKey("key").baseUrl(baseUrl)).url().toString())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.mistral.ai/v1", "ftp://host/v1", "https://", "/v1", "https://user:pw@host/v1"})
    void a_base_url_that_is_none_is_refused(String baseUrl) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().baseUrl(baseUrl))
                .withMessageContaining("baseUrl")
                .withMessageNotContaining("pw");
    }

    @Test
    void headers_are_sent_and_suppliers_asked_each_time() {
        int[] asked = {0};
        MistralClientBuilder builder = builder()
                .apiKey("key")
                .header("x-one", "1")
                .headers(Map.of("x-two", "2"))
                .header("x-three", () -> "3." + ++asked[0]);

        Request request = sent(builder);

        assertThat(request.header("x-one")).isEqualTo("1");
        assertThat(request.header("x-two")).isEqualTo("2");
        assertThat(request.header("x-three")).isEqualTo("3.1");
        assertThat(sent(builder).header("x-three")).isEqualTo("3.2");
    }

    @Test
    void settings_out_of_range_are_refused() {
        List<Consumer<MistralClientBuilder>> settings = List.of(
                b -> b.maxRetries(-1),
                b -> b.requestsPerSecond(0),
                b -> b.requestsPerSecond(-1),
                b -> b.requestsPerSecond(Double.NaN),
                b -> b.requestsPerSecond(Double.POSITIVE_INFINITY),
                b -> b.connectTimeout(Duration.ofSeconds(-1)),
                b -> b.firstByteTimeout(Duration.ofSeconds(-1)),
                b -> b.idleTimeout(Duration.ofSeconds(-1)),
                b -> b.callTimeout(Duration.ofSeconds(-1)),
                b -> b.timeout(Duration.ofSeconds(-1)),
                b -> b.maxRetryDuration(Duration.ofSeconds(-1)),
                b -> b.header("", "v"),
                b -> b.header("a b", "v"),
                b -> b.header("a:", "v"),
                b -> b.header("a", "v\n"));
        assertThat(settings)
                .allSatisfy(
                        setting -> assertThatIllegalArgumentException().isThrownBy(() -> setting.accept(builder())));
    }

    @Test
    void limits_of_any_length_are_taken() {
        Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
        try (WireServer server = WireServer.start();
                MistralClient client = builder()
                        .baseUrl(server.baseUrl())
                        .firstByteTimeout(forever)
                        .idleTimeout(forever)
                        .callTimeout(forever)
                        .maxRetryDuration(forever)
                        .connectTimeout(Duration.ofDays(20))
                        .build()) {
            assertThat(client.chat(REQUEST).info().status()).isEqualTo(200);
        }
    }

    private static List<String> warningsWhile(UnaryOperator<MistralClientBuilder> settings) {
        Logger logger = (Logger) LoggerFactory.getLogger(MistralClient.class);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        logger.addAppender(lines);
        try (MistralClient client = settings.apply(builder()).build()) {
            assertThat(client).isNotNull();
        } finally {
            logger.detachAppender(lines);
        }
        return lines.list.stream()
                .filter(line -> line.getLevel() == Level.WARN)
                // Other test classes run at the same time and share the logger.
                .filter(line ->
                        line.getThreadName().equals(Thread.currentThread().getName()))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    @Test
    void a_key_over_plain_http_is_one_warning() {
        assertThat(warningsWhile(b -> b.apiKey("key").baseUrl("http://10.0.0.1/v1")))
                .singleElement()
                .asString()
                .contains("10.0.0.1", "plain http")
                .doesNotContain("key1");
    }

    @Test
    void no_warning_where_nobody_can_read() {
        assertThat(warningsWhile(b -> b.apiKey("key").baseUrl("https://10.0.0.1/v1")))
                .isEmpty();
        assertThat(warningsWhile(b -> b.apiKey("key").baseUrl("http://localhost/v1")))
                .isEmpty();
        assertThat(warningsWhile(b -> b.withoutApiKey().baseUrl("http://10.0.0.1/v1")))
                .isEmpty();
    }

    @Test
    void an_okhttp_client_that_is_handed_in_is_neither_changed_nor_closed() {
        OkHttpClient given =
                new OkHttpClient.Builder().retryOnConnectionFailure(true).build();

        builder().apiKey("key").okHttpClient(given).build().close();

        assertThat(given.retryOnConnectionFailure()).isTrue();
        assertThat(given.networkInterceptors()).isEmpty();
        assertThat(given.dispatcher().executorService().isShutdown()).isFalse();
    }
}

package io.github.mistral4j.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.requests.WireServer;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What langchain4j-core captures, from 1.23 on, comes along by itself. */
class CapturedContextTest {

    private static final ThreadLocal<String> CONTEXT = new ThreadLocal<>();

    @Test
    void what_langchain4j_captures_comes_along_by_itself() throws Exception {
        Class<?> captured = classOrNull("dev.langchain4j.spi.CapturedContext");
        assumeTrue(captured != null, "langchain4j-core 1.23 and newer captures a context");
        Class<?> provider = Class.forName("dev.langchain4j.spi.ExecutorProvider");
        Object capturing = Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {provider},
                (self, method, arguments) -> method.getName().equals("captureContext") ? capture(captured) : null);
        Class<?> holder = Class.forName("dev.langchain4j.internal.DefaultExecutorProvider");
        holder.getMethod("setProvider", provider).invoke(null, capturing);
        try (WireServer server = WireServer.start();
                MistralChatModel model = MistralChatModel.builder()
                        .baseUrl(server.baseUrl())
                        .apiKey("k")
                        .modelName("m")
                        .build()) {
            CONTEXT.set("alice");
            CompletableFuture<Void> go = new CompletableFuture<>();
            server.otherwise(request -> {
                go.orTimeout(20, TimeUnit.SECONDS).join();
                return io.github.mistral4j.requests.Answers.chat("fine");
            });
            CompletableFuture<String> seen = model.chatAsync(ChatRequest.builder()
                            .messages(UserMessage.from("hello"))
                            .build())
                    .thenApply(answer -> String.valueOf(CONTEXT.get()));
            go.complete(null);

            assertThat(seen.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("alice");
        } finally {
            holder.getMethod("setProvider", provider).invoke(null, new Object[] {null});
            CONTEXT.remove();
        }
    }

    private static Object capture(Class<?> captured) {
        String context = CONTEXT.get();
        return Proxy.newProxyInstance(
                CapturedContextTest.class.getClassLoader(),
                new Class<?>[] {captured},
                (self, method, arguments) -> method.getName().equals("wrap")
                        ? (Runnable) () -> {
                            CONTEXT.set(context);
                            ((Runnable) arguments[0]).run();
                            CONTEXT.remove();
                        }
                        : null);
    }

    private static Class<?> classOrNull(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            return null;
        }
    }
}

package io.github.mistral4j.threads;

import static io.github.mistral4j.testing.faults.Chunks.ANSWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.StreamTrial;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** DESIGN.md C1: which threads call an application's handler. */
class CarrierThreadsTest {

    @Test
    void callbacks_run_on_one_thread_of_the_client_and_never_on_the_callers() {
        Set<Thread> threads = threadsOfOneStream();

        assertThat(threads).singleElement().satisfies(thread -> {
            assertThat(thread).isNotSameAs(Thread.currentThread());
            assertThat(thread.getName()).startsWith("mistral4j-");
            assertThat(thread.isDaemon()).isTrue();
        });
    }

    @Test
    void virtual_threads_carry_the_streams_where_there_are_any() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads need JDK 21");

        for (Thread thread : threadsOfOneStream()) {
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread)).isEqualTo(true);
        }
    }

    private static Set<Thread> threadsOfOneStream() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CompletableFuture<ChatResponse> end = new CompletableFuture<>();
        try (FaultServer server = FaultServer.streaming(ANSWER);
                MistralStreamingChatModel model = StreamTrial.model(server).build()) {
            model.chat("hello", new StreamingChatResponseHandler() {
                @Override
                public void onPartialResponse(String piece) {
                    threads.add(Thread.currentThread());
                }

                @Override
                public void onCompleteResponse(ChatResponse response) {
                    threads.add(Thread.currentThread());
                    end.complete(response);
                }

                @Override
                public void onError(Throwable error) {
                    end.completeExceptionally(error);
                }
            });
            end.join();
        }
        return threads;
    }
}

package io.github.mistral4j.timeouts;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.client.MistralClientBuilder;
import io.github.mistral4j.testing.faults.Eventually;
import io.github.mistral4j.testing.faults.FaultServer;
import io.github.mistral4j.testing.faults.RecordingHandler;
import io.github.mistral4j.testing.faults.RecordingSubscriber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** The ways of calling a model. Each gives what the call fails with. */
enum Kind {
    CHAT {
        @Override
        Throwable failure(MistralClient client, String prompt) {
            return thrown(() -> chat(client).chat(prompt));
        }
    },
    CHAT_ASYNC {
        @Override
        Throwable failure(MistralClient client, String prompt) {
            return thrown(() -> chat(client)
                    .chatAsync(request(prompt))
                    .orTimeout(Eventually.SECONDS, TimeUnit.SECONDS)
                    .join());
        }
    },
    STREAM {
        @Override
        Throwable failure(MistralClient client, String prompt) {
            RecordingHandler handler = new RecordingHandler();
            streaming(client).chat(prompt, handler);
            return handler.awaitEnding().error();
        }
    },
    PUBLISHER {
        @Override
        Throwable failure(MistralClient client, String prompt) {
            RecordingSubscriber subscriber = new RecordingSubscriber(Long.MAX_VALUE);
            streaming(client).chat(request(prompt)).subscribe(subscriber);
            return subscriber.awaitEnding().errors().get(0);
        }
    },
    EMBED {
        @Override
        Throwable failure(MistralClient client, String prompt) {
            MistralEmbeddingModel model = MistralEmbeddingModel.builder()
                    .client(client)
                    .modelName("mistral-embed")
                    .build();
            return thrown(() -> model.embedAll(List.of(TextSegment.from(prompt))));
        }
    };

    abstract Throwable failure(MistralClient client, String prompt);

    /** All that the langchain4j-core on the class path has; 1.20 brought asynchronous chats and publishers. */
    static List<Kind> available() {
        try {
            Class.forName("dev.langchain4j.model.chat.response.ChatModelStreamingEvent");
            return List.of(values());
        } catch (ClassNotFoundException e) {
            return List.of(CHAT, STREAM, EMBED);
        }
    }

    /** What a call to this server fails with, without retries. */
    Throwable failure(FaultServer server, UnaryOperator<MistralClientBuilder> options) {
        return failure("http", server, "hello", options);
    }

    Throwable failure(String scheme, FaultServer server, String prompt, UnaryOperator<MistralClientBuilder> options) {
        try (MistralClient client = options.apply(MistralClient.builder()
                        .baseUrl(scheme + "://127.0.0.1:" + server.port() + "/v1")
                        .withoutApiKey()
                        .maxRetries(0))
                .build()) {
            return failure(client, prompt);
        }
    }

    private static ChatRequest request(String prompt) {
        return ChatRequest.builder().messages(UserMessage.from(prompt)).build();
    }

    private static MistralChatModel chat(MistralClient client) {
        return MistralChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
    }

    private static MistralStreamingChatModel streaming(MistralClient client) {
        return MistralStreamingChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
    }

    /** On a thread of its own, so that a call without end is a failed test and not a build without end. */
    private static Throwable thrown(Runnable call) {
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                call.run();
                thrown.completeExceptionally(new AssertionError("the call did not fail"));
            } catch (CompletionException e) {
                thrown.complete(e.getCause() == null ? e : e.getCause());
            } catch (RuntimeException | Error e) {
                thrown.complete(e);
            }
        });
        caller.setDaemon(true);
        caller.start();
        return thrown.orTimeout(Eventually.SECONDS, TimeUnit.SECONDS).join();
    }
}

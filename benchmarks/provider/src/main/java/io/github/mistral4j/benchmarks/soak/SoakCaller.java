package io.github.mistral4j.benchmarks.soak;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import io.github.mistral4j.MistralChatModel;
import io.github.mistral4j.MistralEmbeddingModel;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Calls again and again, each time with another fault, and holds what comes out against what should. */
final class SoakCaller implements Runnable {

    private static final long PATIENCE_SECONDS = 30;
    private static final long ALONE_NANOS = 50_000_000;
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final FaultServer server;
    private final Tally tally;
    private final Random random;
    private final List<Fault> faults;
    private final long end;
    private final ChatModel chat;
    private final StreamingChatModel streaming;
    private final EmbeddingModel embeddings;

    SoakCaller(FaultServer server, MistralClient client, Tally tally, Random random, List<Fault> faults, long end) {
        this.server = server;
        this.tally = tally;
        this.random = random;
        this.faults = faults;
        this.end = end;
        chat = MistralChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
        streaming = MistralStreamingChatModel.builder()
                .client(client)
                .modelName("mistral-small-latest")
                .build();
        embeddings = MistralEmbeddingModel.builder()
                .client(client)
                .modelName("mistral-embed")
                .build();
    }

    @Override
    public void run() {
        while (System.nanoTime() < end) {
            CallKind kind = CallKind.values()[random.nextInt(CallKind.values().length)];
            Fault fault = faults.get(random.nextInt(faults.size()));
            if (fault.happensTo(kind)) {
                call(kind, fault, NUMBERS.incrementAndGet());
            }
            if (faults.size() == 1) {
                // So that those with one fault that costs no time do not take it from the others.
                LockSupport.parkNanos(ALONE_NANOS);
            }
        }
    }

    private void call(CallKind kind, Fault fault, long number) {
        String order = FaultServer.order(fault, number);
        long start = System.nanoTime();
        Throwable outcome = null;
        String wrong = null;
        try {
            switch (kind) {
                case CHAT -> wrong = SoundAnswer.TEXT.equals(chat.chat(order)) ? null : "another text";
                case EMBED -> wrong = checked(embeddings.embed(order).content().vector());
                default -> {
                    Listening listening = new Listening(fault == Fault.CANCELLED_BY_CALLER);
                    streaming.chat(order, listening);
                    boolean ended = listening.ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    wrong = ended ? listening.wrong() : "no end within " + PATIENCE_SECONDS + " s";
                    outcome = listening.failure();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception | AssertionError e) {
            outcome = e;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (server.attemptsOf(number) == 0) {
            wrong = "no request has arrived";
        }
        if (seconds > PATIENCE_SECONDS) {
            wrong = "took too long";
        }
        tally.count(fault, kind, outcome, wrong, seconds);
    }

    private static @Nullable String checked(float[] vector) {
        if (vector.length != SoundAnswer.DIMENSION) {
            return vector.length + " numbers";
        }
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != SoundAnswer.number(i)) {
                return "number " + i + " is " + vector[i];
            }
        }
        return null;
    }
}

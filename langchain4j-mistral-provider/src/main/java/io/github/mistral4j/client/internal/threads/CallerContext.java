package io.github.mistral4j.client.internal.threads;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What comes along from a caller's thread to the client's: what the application's {@code taskDecorator} carries, and what
 * LangChain4j captures.
 */
public final class CallerContext {

    private static final Logger LOG = LoggerFactory.getLogger("io.github.mistral4j.client.MistralClient");

    private final @Nullable UnaryOperator<Runnable> decorator;

    public CallerContext(@Nullable UnaryOperator<Runnable> decorator) {
        this.decorator = decorator;
    }

    /** On the caller's thread: the task as it is to run on another one. */
    public Runnable carry(Runnable task) {
        Runnable within = CapturedContext.carry(task);
        if (decorator == null) {
            return within;
        }
        AtomicBoolean ran = new AtomicBoolean();
        Runnable decorated = decorator.apply(() -> {
            ran.set(true);
            within.run();
        });
        if (decorated == null) {
            throw new IllegalArgumentException("the taskDecorator gave null");
        }
        return () -> {
            try {
                decorated.run();
            } catch (RuntimeException | Error e) {
                LOG.warn("the taskDecorator threw {}", e.getClass().getName());
            } finally {
                // Nobody would ever hear of the call.
                if (!ran.get()) {
                    within.run();
                }
            }
        };
    }
}

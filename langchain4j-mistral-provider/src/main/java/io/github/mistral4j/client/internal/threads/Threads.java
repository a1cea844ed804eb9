package io.github.mistral4j.client.internal.threads;

import java.lang.reflect.Method;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for streams and asynchronous calls: virtual ones from JDK 21 on, before that a pool that grows as needed. None inherits
 * anything of whoever happens to start it, thread locals and class loader alike; what a caller wants to come along is carried by
 * a {@link CallerContext}.
 */
public final class Threads {

    private static final String NAME = "mistral4j-";
    private static final int MOST_PLATFORM_THREADS = 2_048;
    private static final long IDLE_SECONDS = 30;

    private Threads() {}

    public static ExecutorService create() {
        try {
            return virtual();
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            return pool();
        }
    }

    /** A platform thread with nothing inherited. */
    public static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(Threads.class.getClassLoader());
        return thread;
    }

    private static ExecutorService virtual() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 1L);
        Object apart =
                type.getMethod("inheritInheritableThreadLocals", boolean.class).invoke(named, false);
        ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(apart);
        ThreadFactory withOwnLoader = task -> {
            Thread thread = factory.newThread(task);
            thread.setContextClassLoader(Threads.class.getClassLoader());
            return thread;
        };
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        return (ExecutorService) perTask.invoke(null, withOwnLoader);
    }

    private static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        HandOver tasks = new HandOver();
        return new ThreadPoolExecutor(
                0,
                MOST_PLATFORM_THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                tasks,
                task -> daemon(task, NAME + number.incrementAndGet()),
                tasks) {
            // The task before may have left another one.
            @Override
            protected void beforeExecute(Thread thread, Runnable task) {
                thread.setContextClassLoader(Threads.class.getClassLoader());
            }
        };
    }

    /** Takes a task only when a thread is idle, which makes the pool start another one; all busy, it queues. */
    private static final class HandOver extends LinkedTransferQueue<Runnable> implements RejectedExecutionHandler {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        @Override
        public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
            if (pool.isShutdown()) {
                throw new RejectedExecutionException("the client is closed");
            }
            put(task);
        }
    }
}

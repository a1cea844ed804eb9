package io.github.mistral4j.client;

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

/** Threads for streams and asynchronous calls: virtual ones from JDK 21 on, before that a pool that grows as needed. */
final class Threads {

    private static final String NAME = "mistral4j-";
    private static final int MOST_PLATFORM_THREADS = 2_048;
    private static final long IDLE_SECONDS = 30;

    private Threads() {}

    static ExecutorService create() {
        try {
            return virtual();
        } catch (ReflectiveOperationException | UnsupportedOperationException e) {
            return pool();
        }
    }

    private static ExecutorService virtual() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        Object named = type.getMethod("name", String.class, long.class).invoke(builder, NAME, 1L);
        ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(named);
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        return (ExecutorService) perTask.invoke(null, factory);
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
                task -> {
                    Thread thread = new Thread(task, NAME + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                tasks);
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

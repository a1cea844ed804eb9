package io.github.mistral4j.benchmarks.harness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One thread that writes the events of all paced streams of one length and pace, each at its time. */
final class Pacer {

    private static final ConcurrentHashMap<Mode, Pacer> PACERS = new ConcurrentHashMap<>();

    private final long intervalNanos;
    private final ByteBuffer head = Answers.streamHead();
    private final ByteBuffer[] events;
    private final ConcurrentLinkedQueue<Paced> arrivals = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Paced> due = new ArrayDeque<>();
    private final Thread thread;

    private Pacer(Mode mode) {
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(mode.paceMillis());
        events = new ByteBuffer[mode.tokens()];
        for (int i = 0; i < events.length; i++) {
            events[i] = Answers.event(i, events.length);
        }
        thread = new Thread(this::run, "pacer " + mode.paceMillis() + " ms");
        thread.setDaemon(true);
        thread.start();
    }

    /** Writes a stream to the channel and returns when it is complete or the client has gone. */
    static void stream(SocketChannel channel, Mode mode) throws IOException, InterruptedException {
        Pacer pacer = PACERS.computeIfAbsent(mode, Pacer::new);
        channel.write(pacer.head.duplicate());
        Paced stream = new Paced(channel, System.nanoTime() + pacer.intervalNanos);
        pacer.arrivals.add(stream);
        LockSupport.unpark(pacer.thread);
        stream.ended.await();
    }

    private void run() {
        while (true) {
            long now = System.nanoTime();
            Paced arrival;
            while ((arrival = arrivals.poll()) != null) {
                due.add(arrival);
            }
            Paced first;
            while ((first = due.peek()) != null && first.at - now <= 0) {
                due.poll();
                write(first);
                now = System.nanoTime();
            }
            LockSupport.parkNanos(first == null ? intervalNanos : Math.max(1, first.at - now));
        }
    }

    private void write(Paced stream) {
        try {
            stream.channel.write(events[stream.next++].duplicate());
        } catch (IOException e) {
            stream.next = events.length;
        }
        if (stream.next == events.length) {
            stream.ended.countDown();
        } else {
            stream.at += intervalNanos;
            due.add(stream);
        }
    }

    private static final class Paced {

        private final SocketChannel channel;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long at;
        private int next;

        private Paced(SocketChannel channel, long at) {
            this.channel = channel;
            this.at = at;
        }
    }
}

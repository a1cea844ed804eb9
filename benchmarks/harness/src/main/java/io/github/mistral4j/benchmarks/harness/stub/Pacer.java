package io.github.mistral4j.benchmarks.harness.stub;

import java.io.IOException;
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
    private final Prepared head = Answers.streamHead();
    private final Prepared[] events;
    private final ConcurrentLinkedQueue<Paced> arrivals = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Paced> due = new ArrayDeque<>();
    private final Thread thread;

    private Pacer(Mode mode) {
        intervalNanos = TimeUnit.MILLISECONDS.toNanos(mode.paceMillis());
        events = new Prepared[mode.tokens()];
        for (int i = 0; i < events.length; i++) {
            events[i] = Answers.event(i, events.length);
        }
        thread = new Thread(this::run, "pacer " + mode.paceMillis() + " ms");
        thread.setDaemon(true);
        thread.start();
    }

    /** Begins a stream; returns what says that it is complete or the client has gone. */
    static CountDownLatch stream(Line line, Mode mode) throws IOException {
        Pacer pacer = PACERS.computeIfAbsent(mode, Pacer::new);
        line.write(pacer.head);
        Paced stream = new Paced(line, System.nanoTime() + pacer.intervalNanos);
        pacer.arrivals.add(stream);
        LockSupport.unpark(pacer.thread);
        return stream.ended;
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
            stream.line.write(events[stream.next++]);
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

        private final Line line;
        private final CountDownLatch ended = new CountDownLatch(1);
        private long at;
        private int next;

        private Paced(Line line, long at) {
            this.line = line;
            this.at = at;
        }
    }
}

package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.pace.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody sleeps, and writes down every sleep. */
public final class RetryTiming implements Timing {

    /** What the clock says when it has not been slept on. */
    public static final Instant START = Instant.parse("2026-11-24T12:00:00Z");

    private final List<Duration> sleeps = new ArrayList<>();
    private long nanos;
    private double random = 0.5;

    /** A client that lives in this time. */
    public MistralClientBuilder client() {
        return MistralClient.builder().timing(this);
    }

    /** What chance says from now on. */
    public RetryTiming random(double value) {
        random = value;
        return this;
    }

    public synchronized void advance(Duration time) {
        nanos += time.toNanos();
    }

    public synchronized List<Duration> sleeps() {
        return List.copyOf(sleeps);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Clock clock() {
        return Clock.fixed(START.plusNanos(nanos), ZoneOffset.UTC);
    }

    @Override
    public synchronized void sleep(long length) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(Duration.ofNanos(length));
        nanos += length;
    }

    @Override
    public double random() {
        return random;
    }
}

package io.github.mistral4j.client.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.RetryTiming;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.Test;

class RefusalPaceTest {

    private static final long SECOND = 1_000_000_000L;

    private final RetryTiming timing = new RetryTiming();
    private final RefusalPace pace = new RefusalPace(timing, 120 * SECOND);
    private final Deque<Long> letThrough = new ArrayDeque<>();
    private int refusals;

    // One sequence of requests, each sent as soon as the pace allows it; an answer takes a millisecond.
    private int served(Duration time, int serverPerSecond) throws InterruptedException {
        long end = timing.nanos() + time.toNanos();
        int served = 0;
        while (timing.nanos() < end) {
            long wait = pace.waitNanos();
            if (wait > 0) {
                timing.sleep(wait);
                continue;
            }
            Departure departure = pace.depart(pace.round(), null);
            timing.advance(Duration.ofMillis(1));
            long now = timing.nanos();
            while (!letThrough.isEmpty() && letThrough.peek() <= now - SECOND) {
                letThrough.poll();
            }
            if (letThrough.size() < serverPerSecond) {
                letThrough.add(now);
                served++;
            } else {
                refusals++;
                departure.refused(null);
            }
        }
        return served;
    }

    @Test
    void costs_nothing_before_the_first_refusal() {
        assertThat(pace.isFree()).isTrue();
        assertThat(pace.waitNanos()).isZero();
    }

    @Test
    void keeps_to_the_servers_pace_after_a_refusal() throws InterruptedException {
        int served = served(Duration.ofSeconds(50), 20);

        assertThat(served).isGreaterThan(50 * 20 * 8 / 10);
        assertThat(refusals).isLessThanOrEqualTo(6);
    }

    @Test
    void does_not_get_slower_and_slower_under_lasting_load() throws InterruptedException {
        served(Duration.ofMinutes(30), 20);

        assertThat(served(Duration.ofMinutes(10), 20)).isGreaterThan(10 * 60 * 20 * 7 / 10);
    }

    @Test
    void finds_the_new_pace_when_the_server_allows_more() throws InterruptedException {
        served(Duration.ofMinutes(2), 5);
        served(Duration.ofMinutes(4), 50);

        assertThat(served(Duration.ofMinutes(10), 50)).isGreaterThan(10 * 60 * 50 * 7 / 10);
    }

    @Test
    void finds_the_new_pace_when_the_server_allows_less() throws InterruptedException {
        served(Duration.ofMinutes(2), 50);
        served(Duration.ofMinutes(4), 5);
        refusals = 0;

        assertThat(served(Duration.ofMinutes(10), 5)).isGreaterThan(10 * 60 * 5 * 6 / 10);
        assertThat(refusals).isLessThan(60);
    }

    @Test
    void is_free_again_after_a_quiet_while() throws InterruptedException {
        served(Duration.ofSeconds(5), 2);
        timing.advance(Duration.ofMinutes(10));

        assertThat(pace.waitNanos()).isZero();
        assertThat(pace.isFree()).isTrue();
    }

    @Test
    void is_halved_when_a_request_is_refused_that_left_at_the_learned_pace() {
        refuseAllButEight();
        timing.advance(Duration.ofMillis(1_100));
        assertThat(pace.waitNanos()).isNotPositive();
        pace.depart(pace.round(), null);
        Departure atThePace = pace.depart(pace.round(), null);
        long before = pace.waitNanos();
        atThePace.refused(0L);
        pace.depart(pace.round(), null);

        assertThat(pace.waitNanos()).isBetween((long) (1.7 * before), (long) (2.3 * before));
    }

    @Test
    void is_not_slowed_by_the_refusal_of_the_first_request_behind_a_wait_but_the_wait_is_longer() {
        refuseAllButEight();
        timing.advance(Duration.ofMillis(1_100));
        pace.waitNanos();
        Departure tooEarly = pace.depart(pace.round(), null);
        long before = pace.waitNanos();

        assertThat(tooEarly.refused(0L)).isGreaterThan(SECOND / 4);
        timing.advance(Duration.ofMillis(600));
        assertThat(pace.waitNanos()).isNotPositive();
        pace.depart(pace.round(), null);
        assertThat(pace.waitNanos()).isEqualTo(before);
    }

    @Test
    void is_not_slowed_by_the_refusal_of_a_request_that_left_earlier() {
        Departure earlier = pace.depart(pace.round(), null);
        refuseAllButEight();
        timing.advance(Duration.ofMillis(1_100));
        pace.waitNanos();
        pace.depart(pace.round(), null);
        long before = pace.waitNanos();
        earlier.refused(0L);

        assertThat(pace.waitNanos()).isEqualTo(before);
    }

    @Test
    void lets_one_request_try_when_an_announced_wait_is_longer_than_anyone_is_held() {
        pace.depart(pace.round(), null).refused(3_600 * SECOND);
        assertThat(pace.waitNanos()).isEqualTo(3_600 * SECOND);

        timing.advance(Duration.ofSeconds(120));

        assertThat(pace.waitNanos()).isZero();
        Departure probe = pace.depart(pace.round(), null);
        assertThat(probe.leave()).isTrue();
        assertThat(pace.waitNanos()).isEqualTo(3_480 * SECOND);
    }

    private void refuseAllButEight() {
        Deque<Departure> departures = new ArrayDeque<>();
        for (int i = 0; i < 20; i++) {
            departures.add(pace.depart(pace.round(), null));
        }
        for (int i = 0; i < 12; i++) {
            departures.remove().refused(null);
        }
    }
}

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
    private final RefusalPace pace = new RefusalPace(timing);
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
            Departure departure = pace.depart(null);
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
                pace.refused(departure, null);
            }
        }
        return served;
    }

    @Test
    void costsNothingBeforeTheFirstRefusal() {
        assertThat(pace.departIfFree()).isNotNull();
        assertThat(pace.waitNanos()).isZero();
    }

    @Test
    void keepsToTheServersPaceAfterARefusal() throws InterruptedException {
        int served = served(Duration.ofSeconds(50), 20);

        assertThat(served).isGreaterThan(50 * 20 * 8 / 10);
        assertThat(refusals).isLessThanOrEqualTo(2);
    }

    @Test
    void doesNotGetSlowerAndSlowerUnderLastingLoad() throws InterruptedException {
        served(Duration.ofMinutes(30), 20);

        assertThat(served(Duration.ofMinutes(10), 20)).isGreaterThan(10 * 60 * 20 * 7 / 10);
    }

    @Test
    void findsTheNewPaceWhenTheServerAllowsMore() throws InterruptedException {
        served(Duration.ofMinutes(2), 5);
        served(Duration.ofMinutes(4), 50);

        assertThat(served(Duration.ofMinutes(10), 50)).isGreaterThan(10 * 60 * 50 * 7 / 10);
    }

    @Test
    void findsTheNewPaceWhenTheServerAllowsLess() throws InterruptedException {
        served(Duration.ofMinutes(2), 50);
        served(Duration.ofMinutes(4), 5);
        refusals = 0;

        assertThat(served(Duration.ofMinutes(10), 5)).isGreaterThan(10 * 60 * 5 * 6 / 10);
        assertThat(refusals).isLessThan(60);
    }

    @Test
    void isFreeAgainAfterAQuietWhile() throws InterruptedException {
        served(Duration.ofSeconds(5), 2);
        timing.advance(Duration.ofMinutes(10));

        assertThat(pace.waitNanos()).isZero();
        assertThat(pace.departIfFree()).isNotNull();
    }
}

package io.github.mistral4j.client.internal.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.RetryTiming;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R2: 64 callers with four calls each, all events in virtual time, against the kinds of limits that servers have. */
class ManyCallersTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int CALLERS = 64;
    private static final int CALLS = 4;
    private static final int PER_SECOND = 20;

    private record Event(long at, int order, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Integer.compare(order, other.order);
        }
    }

    private final RetryTiming timing = new RetryTiming();
    private final RefusalPace pace = new RefusalPace(timing, 120 * SECOND);
    private final Random random = new Random(1);
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Deque<Integer> queue = new ArrayDeque<>();
    private final int[] left = new int[CALLERS];
    private final int[] refusals = new int[CALLERS];
    private boolean headWaits;
    private int order;
    private int served;
    private @Nullable Long retryAfter;
    private LongPredicate server = now -> true;

    @ParameterizedTest
    @CsvSource({
        "BUCKET, ",
        "BUCKET, 1",
        "BUCKET, 0.05",
        "BUCKET, 0",
        "MIDDLE_BUCKET, ",
        "MIDDLE_BUCKET, 1",
        "MIDDLE_BUCKET, 0",
        "SMALL_BUCKET, ",
        "SMALL_BUCKET, 1",
        "SMALL_BUCKET, 0",
        "FIXED_WINDOW, ",
        "FIXED_WINDOW, 1",
        "SLIDING_WINDOW, ",
        "SLIDING_WINDOW, 1",
        "SLIDING_WINDOW, 0"
    })
    void all_succeed_in_one_and_a_half_times_what_the_server_allows(Limit limit, @Nullable Double retryAfterSeconds) {
        server = limit.create();
        retryAfter = retryAfterSeconds == null ? null : (long) (retryAfterSeconds * SECOND);
        Arrays.fill(left, CALLS);
        for (int caller = 0; caller < CALLERS; caller++) {
            arrive(caller);
        }
        long end = run();

        double ideal = (double) CALLERS * CALLS / PER_SECOND;
        assertThat(served).isEqualTo(CALLERS * CALLS);
        assertThat(Duration.ofNanos(end)).isLessThan(Duration.ofMillis((long) (1_500 * ideal)));
        assertThat(Arrays.stream(refusals).max().orElseThrow()).isLessThanOrEqualTo(3);
    }

    enum Limit {
        BUCKET {
            @Override
            LongPredicate create() {
                return new Bucket(PER_SECOND);
            }
        },
        MIDDLE_BUCKET {
            @Override
            LongPredicate create() {
                return new Bucket(10);
            }
        },
        SMALL_BUCKET {
            @Override
            LongPredicate create() {
                return new Bucket(5);
            }
        },
        FIXED_WINDOW {
            @Override
            LongPredicate create() {
                long[] window = {-1, 0};
                return now -> {
                    if (now / SECOND != window[0]) {
                        window[0] = now / SECOND;
                        window[1] = 0;
                    }
                    return window[1]++ < PER_SECOND;
                };
            }
        },
        SLIDING_WINDOW {
            @Override
            LongPredicate create() {
                Deque<Long> taken = new ArrayDeque<>();
                return now -> {
                    taken.removeIf(at -> at <= now - SECOND);
                    return taken.size() < PER_SECOND && taken.add(now);
                };
            }
        };

        abstract LongPredicate create();
    }

    private static final class Bucket implements LongPredicate {

        private final double size;
        private double tokens;
        private long last;

        Bucket(double size) {
            this.size = size;
            this.tokens = size;
        }

        @Override
        public boolean test(long now) {
            tokens = Math.min(size, tokens + (now - last) * (double) PER_SECOND / SECOND);
            last = now;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }

    private long run() {
        long end = 0;
        while (!events.isEmpty()) {
            Event event = events.remove();
            timing.advance(Duration.ofNanos(event.at() - timing.nanos()));
            event.action().run();
            end = timing.nanos();
        }
        return end;
    }

    private void in(long nanos, Runnable action) {
        events.add(new Event(timing.nanos() + nanos, order++, action));
    }

    private void arrive(int caller) {
        queue.add(caller);
        leave();
    }

    private void leave() {
        while (!headWaits && !queue.isEmpty()) {
            long wait = pace.isFree() ? 0 : pace.waitNanos();
            if (wait > 0) {
                headWaits = true;
                in(wait, () -> {
                    headWaits = false;
                    leave();
                });
                return;
            }
            int caller = queue.remove();
            Departure departure = pace.depart(pace.round(), null);
            in(random.nextInt(2_000_000), () -> reachServer(caller, departure));
        }
    }

    private void reachServer(int caller, Departure departure) {
        if (!departure.leave()) {
            arrive(caller);
        } else if (server.test(timing.nanos())) {
            in(50_000_000 + random.nextInt(150_000_000), () -> {
                departure.answered();
                served++;
                if (--left[caller] > 0) {
                    arrive(caller);
                }
            });
        } else {
            in(2_000_000 + random.nextInt(18_000_000), () -> {
                departure.refused(retryAfter);
                refusals[caller]++;
                arrive(caller);
            });
        }
    }
}

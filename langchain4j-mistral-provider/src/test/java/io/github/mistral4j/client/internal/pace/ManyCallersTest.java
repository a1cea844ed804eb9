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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** R2: many callers, all events in virtual time, against the kinds of limits that servers have. */
class ManyCallersTest {

    private static final long SECOND = 1_000_000_000L;

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
    private int[] left = {};
    private int[] refusals = {};
    private int mostOfACall;
    private boolean headWaits;
    private int order;
    private int served;
    private @Nullable Long retryAfter;
    private LongPredicate server = now -> true;

    static Stream<Arguments> limits() {
        return Arrays.stream(Limit.values())
                .flatMap(limit -> Stream.of(null, 1.0, 0.05, 0.0)
                        .filter(after -> !isBeyondUs(limit, after))
                        .map(after -> Arguments.of(limit, after)));
    }

    // Each refusal costs the announced second, and the pace is found with three; four for a server of which no wait is
    // true.
    private static boolean isBeyondUs(Limit limit, @Nullable Double retryAfter) {
        return retryAfter != null
                && (limit == Limit.FAST_BUCKET && retryAfter == 1
                        || limit == Limit.ONE_A_SECOND_AND_A_FEW_AT_ONCE && retryAfter == 0);
    }

    @ParameterizedTest
    @MethodSource("limits")
    void all_succeed_in_one_and_a_half_times_what_the_server_allows(Limit limit, @Nullable Double retryAfterSeconds) {
        server = limit.create();
        retryAfter = retryAfterSeconds == null ? null : (long) (retryAfterSeconds * SECOND);
        int calls = limit.calls();
        left = new int[limit.callers()];
        refusals = new int[limit.callers()];
        Arrays.fill(left, calls);
        for (int caller = 0; caller < left.length; caller++) {
            arrive(caller);
        }
        long end = run();

        double ideal = (double) left.length * calls / limit.perSecond();
        assertThat(served).isEqualTo(left.length * calls);
        assertThat(Duration.ofNanos(end)).isLessThan(Duration.ofMillis((long) (1_500 * ideal)));
        assertThat(mostOfACall).as("retries of a call").isLessThanOrEqualTo(3);
    }

    enum Limit {
        BUCKET(64, 4, 20, 20),
        MIDDLE_BUCKET(64, 4, 20, 10),
        SMALL_BUCKET(64, 4, 20, 5),
        TINY_BUCKET(64, 4, 20, 1),
        LARGE_BUCKET(64, 4, 20, 40),
        FAST_BUCKET(64, 10, 50, 10),
        ONE_A_SECOND(8, 2, 1, 1),
        ONE_A_SECOND_AND_A_FEW_AT_ONCE(8, 2, 1, 3),
        TWO_A_SECOND(16, 2, 2, 1),
        TWO_A_SECOND_AND_MANY_AT_ONCE(16, 2, 2, 10),
        FIVE_A_SECOND(16, 4, 5, 5),
        FIXED_WINDOW(64, 4, 20, 0) {
            @Override
            LongPredicate create() {
                long[] window = {-1, 0};
                return now -> {
                    if (now / SECOND != window[0]) {
                        window[0] = now / SECOND;
                        window[1] = 0;
                    }
                    return window[1]++ < perSecond();
                };
            }
        },
        SLIDING_WINDOW(64, 4, 20, 0) {
            @Override
            LongPredicate create() {
                Deque<Long> taken = new ArrayDeque<>();
                return now -> {
                    taken.removeIf(at -> at <= now - SECOND);
                    return taken.size() < perSecond() && taken.add(now);
                };
            }
        };

        private final int callers;
        private final int calls;
        private final int perSecond;
        private final int atOnce;

        Limit(int callers, int calls, int perSecond, int atOnce) {
            this.callers = callers;
            this.calls = calls;
            this.perSecond = perSecond;
            this.atOnce = atOnce;
        }

        LongPredicate create() {
            return new Bucket(perSecond, atOnce);
        }

        int callers() {
            return callers;
        }

        int calls() {
            return calls;
        }

        int perSecond() {
            return perSecond;
        }
    }

    private static final class Bucket implements LongPredicate {

        private final double perSecond;
        private final double size;
        private double tokens;
        private long last;

        Bucket(double perSecond, double size) {
            this.perSecond = perSecond;
            this.size = size;
            this.tokens = size;
        }

        @Override
        public boolean test(long now) {
            tokens = Math.min(size, tokens + (now - last) * perSecond / SECOND);
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
                served++;
                refusals[caller] = 0;
                if (--left[caller] > 0) {
                    arrive(caller);
                }
            });
        } else {
            in(2_000_000 + random.nextInt(18_000_000), () -> {
                departure.refused(retryAfter);
                mostOfACall = Math.max(mostOfACall, ++refusals[caller]);
                arrive(caller);
            });
        }
    }
}

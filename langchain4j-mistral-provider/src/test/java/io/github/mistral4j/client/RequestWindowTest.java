package io.github.mistral4j.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.client.internal.limit.TimeLimits;
import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.pace.RateGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWindowTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTES = 120 * SECOND;

    private final RetryTiming timing = new RetryTiming();

    private List<Long> leaveAsFastAsAllowed(double perSecond, int requests) throws InterruptedException {
        RateGate gate = new RateGate(perSecond, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Departure departure = gate.pass("m", budget);
            assertThat(departure.leave()).isTrue();
            times.add(timing.nanos());
            departure.ended();
        }
        return times;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5, 1.99, 2, 2.5, 3, 7.3, 20, 100})
    void never_more_than_set_in_any_second(double perSecond) throws InterruptedException {
        List<Long> times = leaveAsFastAsAllowed(perSecond, 300);

        for (int i = 0; i < times.size(); i++) {
            long end = times.get(i) + SECOND;
            long count = times.stream().skip(i).takeWhile(time -> time < end).count();
            assertThat(count).isLessThanOrEqualTo((long) perSecond);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2, 20, 100})
    void nearly_as_many_as_set(double perSecond) throws InterruptedException {
        List<Long> times = leaveAsFastAsAllowed(perSecond, 300);

        double seconds = (times.get(299) - times.get(0)) / 1e9;
        assertThat(300 / seconds).isGreaterThan(perSecond * 0.95);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.08, 0.001})
    void less_than_one_a_second_keeps_its_distance(double perSecond) throws InterruptedException {
        List<Long> times = leaveAsFastAsAllowed(perSecond, 10);

        for (int i = 1; i < times.size(); i++) {
            assertThat((times.get(i) - times.get(i - 1)) / 1e9).isBetween(1 / perSecond, 1.06 / perSecond);
        }
    }

    @Test
    void one_request_in_three_centuries_is_one_request() throws InterruptedException {
        RateGate gate = new RateGate(1e-10, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);

        assertThat(gate.pass("m", budget).leave()).isTrue();
        gate.pass("m", budget);

        assertThat(timing.sleeps().get(0)).isGreaterThan(Duration.ofDays(36_500));
    }

    @Test
    void the_callers_own_limit_is_one_for_all_models() throws InterruptedException {
        RateGate gate = new RateGate(1.0, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);

        gate.pass("one", budget).leave();
        gate.pass("another", budget).leave();

        assertThat(timing.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void a_place_that_was_not_used_is_free_again() throws InterruptedException {
        RateGate gate = new RateGate(1.0, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);

        gate.pass("m", budget).ended();
        gate.pass("m", budget).ended();

        assertThat(timing.sleeps()).isEmpty();
    }

    @Test
    void ending_twice_does_not_free_a_place_of_another() throws InterruptedException {
        RateGate gate = new RateGate(1.0, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);
        Departure first = gate.pass("m", budget);
        first.ended();
        Departure second = gate.pass("m", budget);

        first.ended();

        assertThat(second.leave()).isTrue();
        Departure third = gate.pass("m", budget);
        assertThat(third.leave()).isTrue();
        assertThat(timing.sleeps().stream().reduce(Duration.ZERO, Duration::plus))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void costs_nothing_when_unset() throws InterruptedException {
        RateGate gate = new RateGate(null, timing, MINUTES);
        WaitBudget budget = new WaitBudget(timing, TimeLimits.DEFAULT, RetryPolicy.DEFAULT);

        for (int i = 0; i < 1_000; i++) {
            gate.pass("m", budget).leave();
        }

        assertThat(timing.sleeps()).isEmpty();
    }
}

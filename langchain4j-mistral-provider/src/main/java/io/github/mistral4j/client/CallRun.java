package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.limit.Durations;
import io.github.mistral4j.client.internal.limit.TimeLimits;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Cancellation;
import io.github.mistral4j.client.internal.net.CancelledException;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.net.Transport;
import io.github.mistral4j.client.internal.pace.Departure;
import io.github.mistral4j.client.internal.pace.RateGate;
import io.github.mistral4j.client.internal.pace.Timing;
import io.github.mistral4j.client.internal.secrets.Credentials;
import io.github.mistral4j.client.internal.secrets.UnusableKeyException;
import java.time.Duration;
import java.util.BitSet;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** One call on its way through the rate gate to the server, again and again as long as the retry policy allows it. */
final class CallRun<T> {

    /** What all calls of a client have in common. */
    record Setup(
            Transport transport,
            Server server,
            Credentials credentials,
            TimeLimits limits,
            RetryPolicy retry,
            RateGate gate,
            Timing timing,
            CallLog log,
            long maxAnswerSize) {}

    private static final int MOST_REDIRECTIONS = 5;
    private static final int MOST_REFUSALS = 10;

    private final Endpoints endpoints;
    private final ApiCall call;
    private final Answer<T> answer;
    private final Cancellation cancellation;
    private final WaitBudget budget;

    private final BitSet left = new BitSet();
    private int place;
    private Setup setup;
    private HttpUrl url;
    private @Nullable String key;
    private boolean keyRotated;
    private int retries;
    private int redirections;
    private int refusals;

    CallRun(Endpoints endpoints, ApiCall call, Answer<T> answer, Cancellation cancellation) {
        this.endpoints = endpoints;
        this.place = endpoints.first(call);
        this.setup = endpoints.at(place);
        this.call = call;
        this.answer = answer;
        this.cancellation = cancellation;
        this.budget = new WaitBudget(setup.timing(), setup.limits(), setup.retry());
        this.url = endpoints.url(call, place);
    }

    T run() {
        long start = setup.timing().nanos();
        try {
            return untilItEnds();
        } catch (MistralException e) {
            throw logged(e, start);
        } catch (UnusableKeyException e) {
            throw logged(new MistralKeyException(String.valueOf(e.getMessage())), start);
        } catch (CancelledException e) {
            throw logged(new MistralCancelledException(String.valueOf(e.getMessage())), start);
        }
    }

    private MistralException logged(MistralException failure, long start) {
        setup.log().failed(call, failure, setup.timing().nanos() - start);
        return failure;
    }

    private T untilItEnds() {
        cancellation.check();
        key = setup.credentials().key();
        while (true) {
            Attempt.Outcome<T> outcome = request();
            if (outcome instanceof Attempt.Outcome.Answered<T> answered) {
                endpoints.answered(call, place);
                return answered.result();
            }
            if (outcome instanceof Attempt.Outcome.Redirected<T> redirected) {
                follow(redirected);
            } else if (outcome instanceof Attempt.Outcome.Failed<T> failed) {
                recover(failed);
            } else if (outcome instanceof Attempt.Outcome.NotSent<T> notSent && notSent.refused()) {
                refused();
            }
            // What did not leave passes the gate once more.
        }
    }

    private Attempt.Outcome<T> request() {
        Departure departure = pass();
        Attempt.Outcome<T> outcome;
        try {
            outcome = new Attempt<>(setup, call, url, key, answer, departure, budget, cancellation).run();
        } finally {
            departure.ended();
        }
        // Told whatever this call does next: the refusal holds for all calls of the model.
        return outcome instanceof Attempt.Outcome.Failed<T> failed && RetryPolicy.isRefusal(failed.failure())
                ? failed.heldFor(departure.refused(announcedNanos(failed.failure())))
                : outcome;
    }

    private Departure pass() {
        Departure departure = null;
        cancellation.waiting();
        try {
            departure = setup.gate().pass(call.model(), budget);
        } catch (InterruptedException e) {
            throw cancellation.interrupted();
        } finally {
            awake(departure);
        }
        return departure;
    }

    private void awake(@Nullable Departure departure) {
        try {
            cancellation.awake();
        } catch (CancelledException e) {
            if (departure != null) {
                departure.ended();
            }
            throw e;
        }
    }

    private void follow(Attempt.Outcome.Redirected<T> redirected) {
        if (++redirections > MOST_REDIRECTIONS) {
            throw Attempt.redirectedElsewhere(redirected.info());
        }
        url = redirected.target();
    }

    /** Makes ready for the next request, or throws what the last one failed with. */
    private void recover(Attempt.Outcome.Failed<T> failed) {
        MistralException failure = failed.failure();
        boolean noMore = failed.sent() && !call.repeatable(statusOf(failure));
        if (endpoints.leaves(call, place, failed) && !noMore && goElsewhere(failure)) {
            return;
        }
        if (setup.retry().maxRetries() == 0 || noMore) {
            throw failure;
        }
        url = endpoints.url(call, place);
        redirections = 0;
        if (statusOf(failure) == 401 && hasAnotherKey()) {
            return;
        }
        if (!setup.retry().repeats(failure) || retries == setup.retry().maxRetries()) {
            throw failure;
        }
        retries++;
        budget.failed(failure);
        // A refusal is waited for in the gate, together with all other calls of the model.
        long own = RetryPolicy.isRefusal(failure) ? 0 : ownWaitNanos(failure);
        budget.require(failed.heldNanos(), failed.heldNanos());
        budget.check(own, own);
        setup.log().retry(call, event(Math.max(own, failed.heldNanos()), failure));
        sleep(own);
    }

    /** At once and uncounted: each endpoint is left once. */
    private boolean goElsewhere(MistralException failure) {
        left.set(place);
        int next = endpoints.next(call, left);
        if (next < 0) {
            return false;
        }
        budget.failed(failure);
        setup.log().retry(call, event(0, failure));
        place = next;
        setup = endpoints.at(next);
        url = endpoints.url(call, next);
        redirections = 0;
        key = setup.credentials().key();
        keyRotated = false;
        return true;
    }

    private void refused() {
        if (++refusals > MOST_REFUSALS) {
            refusals = 0;
            recover(new Attempt.Outcome.Failed<>(
                    new MistralConnectionException(
                            "the server refused the request unprocessed, again and again", true, true, null),
                    true,
                    0));
        }
    }

    private boolean hasAnotherKey() {
        if (keyRotated) {
            return false;
        }
        keyRotated = true;
        String refused = key;
        String another = setup.credentials().key();
        if (another == null || another.equals(refused)) {
            return false;
        }
        key = another;
        return true;
    }

    private long ownWaitNanos(MistralException failure) {
        Long announced = announcedNanos(failure);
        return announced != null ? announced : RetryPolicy.backoffNanos(retries, setup.timing());
    }

    private void sleep(long nanos) {
        if (nanos <= 0) {
            return;
        }
        cancellation.waiting();
        try {
            setup.timing().sleep(nanos);
        } catch (InterruptedException e) {
            throw cancellation.interrupted();
        } finally {
            cancellation.awake();
        }
    }

    private @Nullable Long announcedNanos(MistralException failure) {
        ResponseInfo info = failure.response();
        Duration after = info == null ? null : info.retryAfter(setup.timing().clock());
        return after == null ? null : Durations.nanos(after);
    }

    private RetryEvent event(long delayNanos, MistralException failure) {
        int status = statusOf(failure);
        return new RetryEvent(retries, Duration.ofNanos(delayNanos), status == 0 ? null : (Integer) status, failure);
    }

    /** 0 where there was no answer. */
    private static int statusOf(MistralException failure) {
        return failure instanceof MistralApiException api ? api.response().status() : 0;
    }
}

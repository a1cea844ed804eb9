package io.github.mistral4j.retries;

import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mistral4j.requests.Answers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A server that lets so many requests through in any second and refuses the others. */
final class RateOfServer implements Function<LoggedRequest, ResponseDefinition> {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final @Nullable String retryAfter;
    private final LongSupplier nanos;
    private final Deque<Long> letThrough = new ArrayDeque<>();
    private final List<Long> arrivals = new ArrayList<>();
    private int refusals;

    RateOfServer(int perSecond, @Nullable String retryAfter, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.retryAfter = retryAfter;
        this.nanos = nanos;
    }

    @Override
    public synchronized ResponseDefinition apply(LoggedRequest request) {
        long now = nanos.getAsLong();
        arrivals.add(now);
        while (!letThrough.isEmpty() && letThrough.peek() <= now - SECOND) {
            letThrough.poll();
        }
        if (letThrough.size() >= perSecond) {
            refusals++;
            return retryAfter == null ? Answers.error(429) : Answers.error(429, retryAfter);
        }
        letThrough.add(now);
        return Answers.chat("fine");
    }

    synchronized int refusals() {
        return refusals;
    }

    synchronized List<Long> arrivals() {
        return List.copyOf(arrivals);
    }

    /** The most requests that came in any second. */
    synchronized int mostInASecond() {
        int most = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            int count = 0;
            for (int j = i; j < arrivals.size() && arrivals.get(j) - arrivals.get(i) < SECOND; j++) {
                count++;
            }
            most = Math.max(most, count);
        }
        return most;
    }
}

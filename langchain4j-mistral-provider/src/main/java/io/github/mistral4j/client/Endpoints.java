package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.pace.Timing;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The places where the calls of a client may go, and which of them is next for a model. */
final class Endpoints {

    private static final long AVOIDED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private record Place(int index, String model) {}

    private final List<CallRun.Setup> all;
    private final List<Double> weights;
    private final boolean afterSent;
    private final Timing timing;
    private final Map<Place, Long> avoidedUntil = new ConcurrentHashMap<>();

    /**
     * @param weights empty where the order decides
     * @param afterSent whether a request may go elsewhere after it was sent
     */
    Endpoints(List<CallRun.Setup> all, List<Double> weights, boolean afterSent) {
        this.all = List.copyOf(all);
        this.weights = List.copyOf(weights);
        this.afterSent = afterSent;
        this.timing = all.get(0).timing();
    }

    CallRun.Setup at(int place) {
        return all.get(place);
    }

    HttpUrl url(ApiCall call, int place) {
        return place == 0
                ? call.url()
                : all.get(place).server().rebased(call.url(), all.get(0).server());
    }

    void close() {
        all.forEach(setup -> setup.transport().close());
    }

    /** Where a call begins: what belongs to one account or can only be there goes to the first. */
    int first(ApiCall call) {
        if (all.size() == 1 || call.atHome()) {
            return 0;
        }
        int open = open(call, new BitSet());
        return open >= 0 ? open : soonest(call);
    }

    /** Where a call that failed may go at once; negative where it has to stay. */
    int next(ApiCall call, BitSet tried) {
        return all.size() == 1 || call.atHome() ? -1 : open(call, tried);
    }

    private int open(ApiCall call, BitSet tried) {
        double sum = 0;
        int chosen = -1;
        for (int i = 0; i < all.size(); i++) {
            if (tried.get(i) || avoidedNanos(call, i) > 0) {
                continue;
            }
            if (weights.isEmpty()) {
                return i;
            }
            sum += weights.get(i);
            if (timing.random() * sum < weights.get(i)) {
                chosen = i;
            }
        }
        return chosen;
    }

    private int soonest(ApiCall call) {
        int soonest = 0;
        for (int i = 1; i < all.size(); i++) {
            if (avoidedNanos(call, i) < avoidedNanos(call, soonest)) {
                soonest = i;
            }
        }
        return soonest;
    }

    private long avoidedNanos(ApiCall call, int place) {
        Long until = avoidedUntil.get(place(call, place));
        return until == null ? 0 : Math.max(0, until - timing.nanos());
    }

    private static Place place(ApiCall call, int index) {
        String model = call.model();
        return new Place(index, model == null ? "" : model);
    }

    void answered(ApiCall call, int place) {
        if (!avoidedUntil.isEmpty()) {
            avoidedUntil.remove(place(call, place));
        }
    }

    /**
     * A call failed; whether it may go elsewhere. What was sent and not answered may have been billed, and goes elsewhere only if
     * the caller wants it.
     */
    boolean leaves(ApiCall call, int place, Attempt.Outcome.Failed<?> failed) {
        if (all.size() == 1 || !isOfTheEndpoint(failed.failure())) {
            return false;
        }
        avoidedUntil.put(
                place(call, place), timing.nanos() + (failed.heldNanos() > 0 ? failed.heldNanos() : AVOIDED_NANOS));
        boolean answered = failed.failure() instanceof MistralApiException;
        return answered || !failed.sent() || afterSent;
    }

    private static boolean isOfTheEndpoint(@Nullable MistralException failure) {
        if (failure instanceof MistralApiException api) {
            int status = api.response().status();
            return status == 429 || status >= 500;
        }
        return failure instanceof MistralConnectionException connection && connection.repeatable()
                || failure instanceof MistralTimeoutException timeout
                        && (timeout.limit() == TimeLimit.CONNECT || timeout.limit() == TimeLimit.FIRST_BYTE);
    }
}

package io.github.mistral4j.client;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How far one request has got, and the limits on its way to the first byte. It travels with the request as a tag. */
final class Attempt {

    private final Departure departure;
    private final TimeLimits limits;
    private final WaitBudget budget;
    private @Nullable Call call;
    private @Nullable Watch watch;
    private @Nullable Watch expired;
    private boolean connected;

    Attempt(Departure departure, TimeLimits limits, WaitBudget budget) {
        this.departure = departure;
        this.limits = limits;
        this.budget = budget;
    }

    void begin(Call newCall) {
        call = newCall;
        enter(TimeLimit.CONNECT, newCall);
    }

    /** Ends the limits; the one that was reached, null when none was. */
    @Nullable
    TimeLimit end() {
        exit();
        return expired == null ? null : expired.limit();
    }

    boolean connected() {
        return connected;
    }

    private void enter(TimeLimit limit, Call of) {
        Watch next = Watch.of(limit, limits, budget, of);
        watch = next;
        next.enter();
    }

    private void exit() {
        Watch last = watch;
        watch = null;
        if (last != null && last.exit()) {
            expired = last;
        }
    }

    private void connectionStands() {
        if (!connected && call != null) {
            connected = true;
            exit();
            enter(TimeLimit.FIRST_BYTE, call);
        }
    }

    /** Runs where a connection stands and nothing has been written. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        Attempt attempt = chain.request().tag(Attempt.class);
        if (attempt == null) {
            return chain.proceed(chain.request());
        }
        attempt.connectionStands();
        if (!attempt.departure.leave()) {
            throw new HeldBackException();
        }
        return repeatedByUsOnly(chain.proceed(chain.request()));
    }

    // OkHttp repeats a request by itself when a 503 says "Retry-After: 0"; a decimal it does not understand.
    private static Response repeatedByUsOnly(Response response) {
        String after = response.code() == 503 ? response.header("Retry-After") : null;
        return after != null && after.strip().matches("0+")
                ? response.newBuilder().header("Retry-After", "0.0").build()
                : response;
    }
}

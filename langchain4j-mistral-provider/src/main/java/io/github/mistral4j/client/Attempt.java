package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.pace.Departure;
import java.io.IOException;
import okhttp3.Call;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** How far one request has got, and the limits on its way to the first byte. It travels with the request as a tag. */
final class Attempt {

    private static final int BAD_REQUEST = 400;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int UNAVAILABLE = 503;

    private final Departure departure;
    private final TimeLimits limits;
    private final WaitBudget budget;
    private @Nullable Call call;
    private @Nullable Watch watch;
    private @Nullable Watch expired;
    private boolean connected;
    private int hiddenStatus;

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
        return attempt.withoutInvitations(chain.proceed(chain.request()));
    }

    /** The status of the answer, which may not be the one that OkHttp was shown. */
    int statusOf(Response answer) {
        return hiddenStatus == 0 ? answer.code() : hiddenStatus;
    }

    // OkHttp acts on two answers by itself. After a 503 with whole seconds in "Retry-After" it repeats the request when
    // they are 0, and fails when they are more than an int holds; a 407 from elsewhere than a proxy it throws away.
    private Response withoutInvitations(Response response) {
        if (response.code() == PROXY_AUTHENTICATION) {
            hiddenStatus = PROXY_AUTHENTICATION;
            return response.newBuilder().code(BAD_REQUEST).build();
        }
        String after = response.code() == UNAVAILABLE ? response.header("Retry-After") : null;
        return after != null && after.strip().matches("\\d+")
                ? response.newBuilder()
                        .header("Retry-After", after.strip() + ".0")
                        .build()
                : response;
    }
}

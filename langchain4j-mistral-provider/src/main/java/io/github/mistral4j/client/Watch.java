package io.github.mistral4j.client;

import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okio.AsyncTimeout;

/** Cancels an exchange when its time is up. */
final class Watch extends AsyncTimeout {

    private final Call call;

    Watch(Call call, long nanos) {
        this.call = call;
        timeout(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    protected void timedOut() {
        call.cancel();
    }
}

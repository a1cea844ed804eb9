package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Lets a few calls at a time look for a connection, first come, first served. OkHttp (5.5.1) asks all that it keeps, one monitor
 * after the other: with hundreds of callers and connections most of the time is spent on these, and since monitors are not fair,
 * a caller may wait at them for many seconds where no time limit reaches it.
 */
final class Turns implements Interceptor {

    private final Semaphore turns =
            new Semaphore(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()), true);

    @Override
    public Response intercept(Chain chain) throws IOException {
        Passage passage = chain.request().tag(Passage.class);
        if (passage == null) {
            return chain.proceed(chain.request());
        }
        passage.turn().await(turns);
        try {
            return chain.proceed(chain.request());
        } finally {
            passage.turn().over();
        }
    }
}

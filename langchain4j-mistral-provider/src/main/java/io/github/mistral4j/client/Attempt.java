package io.github.mistral4j.client;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** How far one request has got. It travels with the request as a tag. */
final class Attempt {

    private final Departure departure;
    private volatile boolean connected;

    Attempt(Departure departure) {
        this.departure = departure;
    }

    boolean connected() {
        return connected;
    }

    /** Runs where a connection stands and nothing has been written. */
    static Response intercept(Interceptor.Chain chain) throws IOException {
        Attempt attempt = chain.request().tag(Attempt.class);
        if (attempt == null) {
            return chain.proceed(chain.request());
        }
        attempt.connected = true;
        if (!attempt.departure.leave()) {
            throw new HeldBackException();
        }
        return repeatedByUsOnly(chain.proceed(chain.request()));
    }

    // OkHttp repeats a GET by itself when a 503 says "Retry-After: 0"; a decimal it does not understand.
    private static Response repeatedByUsOnly(Response response) {
        return response.code() == 503 && "0".equals(response.header("Retry-After"))
                ? response.newBuilder().header("Retry-After", "0.0").build()
                : response;
    }
}

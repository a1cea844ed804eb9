package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Runs where a connection stands and nothing has been written, and first when an answer comes. */
final class WireInterceptor implements Interceptor {

    private static final int BAD_REQUEST = 400;
    private static final int PROXY_AUTHENTICATION = 407;
    private static final int UNAVAILABLE = 503;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Passage passage = chain.request().tag(Passage.class);
        if (passage == null) {
            return chain.proceed(chain.request());
        }
        if (!passage.leave()) {
            throw new HeldBackException();
        }
        return withoutInvitations(chain.proceed(chain.request()), passage);
    }

    // OkHttp acts on two answers by itself. After a 503 with whole seconds in "Retry-After" it repeats the request when
    // they are 0, and fails when they are more than an int holds; a 407 from elsewhere than a proxy it throws away.
    private static Response withoutInvitations(Response response, Passage passage) {
        if (response.code() == PROXY_AUTHENTICATION) {
            passage.answeredWith(PROXY_AUTHENTICATION);
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

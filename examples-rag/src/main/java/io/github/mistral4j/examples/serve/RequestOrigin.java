package io.github.mistral4j.examples.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another web page makes the browser send. A page can point a name of its own at 127.0.0.1 (DNS rebinding), but the
 * name then stands in {@code Host}; and it can post across origins, but its address then stands in {@code Origin}.
 */
final class RequestOrigin implements Handler {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final boolean loopbackOnly;

    RequestOrigin(boolean loopbackOnly) {
        this.loopbackOnly = loopbackOnly;
    }

    @Override
    public void handle(Context context) {
        String host = context.header("Host");
        if (loopbackOnly && (host == null || !LOOPBACK.contains(name(host)))) {
            throw new RequestException(
                    403,
                    "This server answers to localhost only.",
                    "Open it as http://127.0.0.1:" + context.req().getLocalPort() + ".");
        }
        if (isFromElsewhere(context, host)) {
            throw new RequestException(403, "The request comes from another web page.", "Open this server's own page.");
        }
    }

    private static boolean isFromElsewhere(Context context, @Nullable String host) {
        String origin = context.header("Origin");
        if (origin != null) {
            return host == null || !origin.toLowerCase(Locale.ROOT).endsWith("//" + host.toLowerCase(Locale.ROOT));
        }
        return context.path().startsWith("/api/") && "cross-site".equals(context.header("Sec-Fetch-Site"));
    }

    /** Without the port. */
    private static String name(String host) {
        return host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
    }
}

package io.github.mistral4j.examples.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what another web page makes the browser send. A page can point a name of its own at this machine (DNS rebinding), but the
 * name then stands in {@code Host}; and it can post across origins, but its address then stands in {@code Origin}. An address in
 * {@code Host} is no name that somebody else could point here.
 */
final class RequestOrigin implements Handler {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.%]+]");

    private final boolean loopbackOnly;
    private final Set<String> names = new HashSet<>(LOOPBACK);

    /** @param names by which this server may be called */
    RequestOrigin(boolean loopbackOnly, List<String> names) {
        this.loopbackOnly = loopbackOnly;
        names.forEach(name -> this.names.add(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public void handle(Context context) {
        String host = context.header("Host");
        if (host == null || !isOurs(name(host))) {
            String remedy = loopbackOnly
                    ? "Open it as http://127.0.0.1:" + context.req().getLocalPort() + "."
                    : "Open it by its address, or start it with --allow-host and its name.";
            throw new RequestException(
                    403,
                    loopbackOnly
                            ? "This server answers to localhost only."
                            : "This server does not answer to that name.",
                    remedy);
        }
        if (isFromElsewhere(context, host)) {
            throw new RequestException(403, "The request comes from another web page.", "Open this server's own page.");
        }
    }

    private boolean isOurs(String name) {
        return names.contains(name) || !loopbackOnly && ADDRESS.matcher(name).matches();
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

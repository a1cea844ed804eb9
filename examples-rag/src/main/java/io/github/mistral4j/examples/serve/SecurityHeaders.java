package io.github.mistral4j.examples.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;

/** On every response. The page loads nothing from elsewhere, runs no inline script and cannot be framed. */
final class SecurityHeaders implements Handler {

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Cache-Control",
            "no-store");

    @Override
    public void handle(Context context) {
        HEADERS.forEach(context::header);
    }
}

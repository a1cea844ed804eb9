package io.github.mistral4j.examples.app;

import io.github.mistral4j.examples.app.Checkup.Finding;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Asks a server for its models with as little between as possible, to tell a wrong URL from a wrong key or clock. */
final class ServerProbe {

    private static final Pattern MESSAGE =
            Pattern.compile("\"(?:message|error|detail)\"\\s*:\\s*\"([^\"\\\\]{1,200})\"");
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration CLOCK_MAY_DIFFER = Duration.ofMinutes(2);

    private final ApiSettings settings;

    ServerProbe(ApiSettings settings) {
        this.settings = settings;
    }

    List<Finding> run() {
        String baseUrl = settings.baseUrl();
        if (baseUrl == null && settings.key() == null) {
            return List.of(Finding.good("server", "the stand-in, started with the program on loopback"));
        }
        String url = baseUrl == null ? Api.MISTRAL : baseUrl;
        if (!ApiSettings.isAddress(url)) {
            return List.of(Finding.wrong(
                    "server",
                    "MISTRAL_BASE_URL is not the address of a server: " + url,
                    "It looks like https://api.mistral.ai/v1."));
        }
        return ask(URI.create(url.replaceAll("/+$", "") + "/models"));
    }

    private List<Finding> ask(URI models) {
        HttpRequest.Builder request = HttpRequest.newBuilder(models).timeout(LIMIT);
        if (settings.key() != null) {
            request.header("Authorization", "Bearer " + settings.key());
        }
        long start = System.nanoTime();
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .proxy(ProxySelector.getDefault())
                    .build()
                    .send(request.build(), HttpResponse.BodyHandlers.ofString());
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            List<Finding> findings = new ArrayList<>();
            findings.add(status(models, response, millis));
            response.headers().firstValue("date").map(ServerProbe::clock).ifPresent(findings::add);
            return findings;
        } catch (IOException e) {
            return List.of(unreachable(models, e));
        } catch (IllegalArgumentException e) {
            return List.of(
                    Finding.wrong("key", "The key cannot be sent in a header.", "Copy it again from the console."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private Finding status(URI url, HttpResponse<String> response, long millis) {
        int status = response.statusCode();
        String answer = url.getHost() + " answers in " + millis + " ms with status " + status + ".";
        return switch (status) {
            case 200 -> Finding.good("server", answer);
            case 401, 403 ->
                settings.key() == null
                        ? Finding.wrong("server", answer + " It wants a key.", "Set MISTRAL_API_KEY to the server's.")
                        : Finding.wrong(
                                "server",
                                answer + " The key is wrong or expired.",
                                settings.baseUrl() == null
                                        ? "Make a new key in the console of the provider and set MISTRAL_API_KEY to it."
                                        : "Set MISTRAL_API_KEY to the server's, or unset it.");
            case 404 ->
                Finding.note(
                        "server",
                        answer + " There is no " + url.getPath() + ".",
                        "If answers fail too: MISTRAL_BASE_URL most likely lacks /v1 at its end.");
            case 429 -> Finding.note("server", answer + " The rate limit is reached.", "Use --requests-per-second 1.");
            case 501 -> Finding.note("server", answer + " It has no list of models" + words(response) + ".", "");
            case 503 ->
                Finding.wrong("server", answer + " It is not ready" + words(response) + ".", "Try again in a minute.");
            default ->
                status >= 500
                        ? Finding.wrong(
                                "server", answer + words(response), "The server has a problem; try again later.")
                        : Finding.wrong(
                                "server", answer, "Check MISTRAL_BASE_URL: this may be another kind of server.");
        };
    }

    /** As llama.cpp says {@code Loading model}. */
    private static String words(HttpResponse<String> response) {
        Matcher message = MESSAGE.matcher(response.body());
        return message.find() ? ": " + message.group(1) : "";
    }

    private static Finding unreachable(URI url, IOException e) {
        String host = url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
        if (e instanceof SSLException) {
            return Finding.wrong(
                    "server",
                    "No secure connection to " + host + ": " + e.getMessage(),
                    "Behind a proxy that reads traffic, add its certificate to Java's trust store; check the clock, too.");
        }
        if (e instanceof HttpConnectTimeoutException || e instanceof HttpTimeoutException) {
            return Finding.wrong("server", host + " does not answer within 10 s.", "Check firewall and proxy.");
        }
        Throwable cause = e.getCause() == null ? e : e.getCause();
        if (cause instanceof UnresolvedAddressException || cause.getCause() instanceof UnresolvedAddressException) {
            return Finding.wrong(
                    "server", "There is no host " + url.getHost() + ".", "Check MISTRAL_BASE_URL and the DNS.");
        }
        if (e instanceof ConnectException) {
            return Finding.wrong(
                    "server", "Nothing listens at " + host + ".", "Start the server, or check MISTRAL_BASE_URL.");
        }
        return Finding.wrong("server", "No answer from " + host + ": " + e.getMessage(), "Check the network.");
    }

    private static @Nullable Finding clock(String date) {
        Instant server;
        try {
            server = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
        Duration apart = Duration.between(server, Instant.now());
        if (apart.abs().compareTo(CLOCK_MAY_DIFFER) <= 0) {
            return Finding.good("clock", "agrees with the server's.");
        }
        return Finding.wrong(
                "clock",
                "This machine's clock is " + apart.abs().toMinutes() + " minutes "
                        + (apart.isNegative() ? "behind" : "ahead of")
                        + " the server's; certificates may seem invalid.",
                "Set the clock.");
    }
}

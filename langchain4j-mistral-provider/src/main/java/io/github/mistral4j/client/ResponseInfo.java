package io.github.mistral4j.client;

import io.github.mistral4j.client.internal.secrets.Redaction;
import java.io.Serializable;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Status and headers of an HTTP answer. */
public final class ResponseInfo implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final String LIMIT = "x-ratelimit-limit-";
    private static final String REMAINING = "x-ratelimit-remaining-";
    private static final String ANY = "x-ratelimit-";
    /** What LiteLLM puts before the headers of the server behind it. */
    private static final String HANDED_ON = "llm_provider-";

    private static final String COST = "-query-cost";

    private static final double LONGEST_SECONDS = 1e9;
    private static final Pattern UNIT = Pattern.compile("(?i)(?<=[0-9])\\s*s(ec(ond)?s?)?\\s*$");
    /** What OkHttp takes for the name of a header; servers send others. */
    private static final Pattern NAME = Pattern.compile("[!-~]+");

    private static final List<DateTimeFormatter> DATES =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    private final int status;
    private final String reason;
    private final String host;
    private final transient Headers headers;
    private final transient Redaction redaction;

    ResponseInfo(int status, String reason, String host, Headers headers, Redaction redaction) {
        this.status = status;
        this.reason = reason;
        this.host = host;
        this.redaction = redaction;
        this.headers = headers;
    }

    /** An answer without a server behind it, for tests of code that uses a {@link MistralClient}. */
    public static ResponseInfo of(int status, Map<String, String> headers) {
        return new ResponseInfo(status, "", "", Headers.of(headers), new Redaction(secrets -> {}, inputs -> {}));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The host that answered, such as {@code api.mistral.ai}; empty where none did. */
    public String host() {
        return host;
    }

    /** What follows the status on the wire, such as {@code Request Entity Too Large}; empty with HTTP/2. */
    String reason() {
        // Some servers repeat the number, before words or where they have none.
        return shown(reason.replaceFirst("^" + status + "(\\s+|$)", ""));
    }

    private String shown(String value) {
        return status < 300 ? redaction.value(value) : redaction.words(value);
    }

    /**
     * The headers by their names in lower case, as they came, but for cookies. Their values are the server's words: some gateways
     * repeat there what the request carried.
     */
    public Map<String, List<String>> headers() {
        Map<String, List<String>> all = new TreeMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i).toLowerCase(Locale.ROOT);
            if (!name.equals("set-cookie") && !name.equals("set-cookie2")) {
                List<String> others = all.get(name);
                all.put(name, others == null ? List.of(headers.value(i)) : and(others, headers.value(i)));
            }
        }
        return Collections.unmodifiableMap(all);
    }

    private static List<String> and(List<String> values, String another) {
        List<String> all = new ArrayList<>(values);
        all.add(another);
        return Collections.unmodifiableList(all);
    }

    /**
     * The id to give to Mistral's support: {@code mistral-correlation-id}, else {@code x-kong-request-id}; on one line, and hidden
     * where it repeats the key.
     */
    public @Nullable String requestId() {
        String id = header("mistral-correlation-id");
        String found = id != null ? id : header("x-kong-request-id");
        return found == null ? null : shown(found);
    }

    /** The {@code Content-Type} without its parameters, lower case. */
    public @Nullable String contentType() {
        String type = headers.get("content-type");
        if (type == null) {
            return null;
        }
        int end = type.indexOf(';');
        return shown(end < 0 ? type : type.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** {@code retry-after-ms}, else {@code Retry-After}, whether in seconds or as a date; null when absent or unreadable. */
    public @Nullable Duration retryAfter() {
        return retryAfter(Clock.systemUTC());
    }

    @Nullable
    Duration retryAfter(Clock clock) {
        Duration exact = seconds(header("retry-after-ms"), 1e-3);
        if (exact != null) {
            return exact;
        }
        String value = header("retry-after");
        if (value == null) {
            return null;
        }
        Duration seconds = seconds(value, 1);
        Instant until = seconds == null ? date("retry-after", value) : null;
        if (until == null) {
            return seconds;
        }
        // The server's dates are to be read by the server's clock.
        Instant sent = date("date", headers.get("date"));
        Duration wait = Duration.between(sent == null ? clock.instant() : sent, until);
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private @Nullable String header(String name) {
        String value = headers.get(name);
        return value != null ? value : headers.get(HANDED_ON + name);
    }

    private static @Nullable Duration seconds(@Nullable String text, double unit) {
        try {
            double seconds =
                    text == null ? -1 : Double.parseDouble(UNIT.matcher(text).replaceFirst("")) * unit;
            return seconds >= 0 ? Duration.ofNanos((long) (Math.min(seconds, LONGEST_SECONDS) * 1e9)) : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private @Nullable Instant date(String name, @Nullable String text) {
        if (text == null) {
            return null;
        }
        for (DateTimeFormatter form : DATES) {
            try {
                return Instant.from(form.parse(text.strip()));
            } catch (DateTimeException e) {
                // of another form
            }
        }
        // The old forms of HTTP.
        Date date = headers.getDate(headers.get(name) == null ? HANDED_ON + name : name);
        return date == null ? null : date.toInstant();
    }

    /** {@code x-model-deprecation-timestamp}: when the model that answered goes away. */
    public @Nullable String modelDeprecation() {
        String date = header("x-model-deprecation-timestamp");
        return date == null ? null : shown(date);
    }

    /** The {@code x-ratelimit-…} headers. */
    public RateLimits rateLimits() {
        if (!hasLimits()) {
            return RateLimits.NONE;
        }
        Map<String, Long> limit = new TreeMap<>();
        Map<String, Long> remaining = new TreeMap<>();
        Map<String, Long> cost = new TreeMap<>();
        for (int i = 0; i < headers.size(); i++) {
            String full = headers.name(i).toLowerCase(Locale.ROOT);
            boolean handedOn = full.startsWith(HANDED_ON);
            String name = handedOn ? full.substring(HANDED_ON.length()) : full;
            if (handedOn && headers.get(name) != null || !name.startsWith(ANY)) {
                continue;
            }
            Long value = number(headers.value(i));
            if (value == null) {
                continue;
            }
            if (name.startsWith(LIMIT)) {
                limit.put(name.substring(LIMIT.length()), value);
            } else if (name.startsWith(REMAINING)) {
                remaining.put(name.substring(REMAINING.length()), value);
            } else if (name.endsWith(COST) && name.length() > ANY.length() + COST.length()) {
                cost.put(name.substring(ANY.length(), name.length() - COST.length()), value);
            }
        }
        return new RateLimits(limit, remaining, cost);
    }

    private boolean hasLimits() {
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (name.regionMatches(true, 0, ANY, 0, ANY.length())
                    || name.regionMatches(true, 0, HANDED_ON, 0, HANDED_ON.length())) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Long number(String text) {
        try {
            return Long.valueOf(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private Object writeReplace() {
        List<String> namesAndValues = new ArrayList<>();
        headers()
                .forEach((name, values) -> values.forEach(value -> {
                    namesAndValues.add(name);
                    namesAndValues.add(shown(value));
                }));
        return new Serialized(status, reason(), host, namesAndValues.toArray(String[]::new));
    }

    private record Serialized(int status, String reason, String host, String[] namesAndValues) implements Serializable {

        private Object readResolve() {
            Headers.Builder headers = new Headers.Builder();
            for (int i = 0; i < namesAndValues.length; i += 2) {
                if (NAME.matcher(namesAndValues[i]).matches()) {
                    headers.addUnsafeNonAscii(namesAndValues[i], namesAndValues[i + 1]);
                }
            }
            return new ResponseInfo(status, reason, host, headers.build(), new Redaction(secrets -> {}, inputs -> {}));
        }
    }

    @Override
    public String toString() {
        return "ResponseInfo[status=" + status + ", requestId=" + requestId() + "]";
    }
}

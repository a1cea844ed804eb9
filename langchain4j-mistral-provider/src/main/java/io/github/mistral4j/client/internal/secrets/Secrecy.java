package io.github.mistral4j.client.internal.secrets;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which values of headers and of the query are looked for in a server's words, to be blacked out there. */
public final class Secrecy {

    private static final int LONGEST_ORDINARY = 32;
    private static final Pattern TELLING_NAME =
            Pattern.compile("authori[sz]ation|token|secret|passw|credential|cookie|session|signature|apikey"
                    + "|(^|[-_])(auth|keys?|pwd|sig|vk|jwt|pin|pat)([-_]|$)");
    // Words and small numbers: "mistral-ai", "eu-west-1", "Acme Corp", "v2.1".
    private static final Pattern ORDINARY_VALUE = Pattern.compile(
            "([A-Z]?[a-z]{0,15}|[A-Z]{0,15})\\d{0,4}([-_./:, ]([A-Z]?[a-z]{0,15}|[A-Z]{0,15})\\d{0,4})*");

    private Secrecy() {}

    /** A short ordinary value is not: blacked out, it would take ordinary words from messages and hide nothing. */
    public static boolean isLookedFor(String name, String value) {
        return TELLING_NAME.matcher(name.toLowerCase(Locale.ROOT)).find()
                || value.length() > LONGEST_ORDINARY
                || !ORDINARY_VALUE.matcher(value).matches();
    }
}

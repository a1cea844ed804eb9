package io.github.mistral4j.testserver;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The ids of one server, in the API's forms. */
final class Ids {

    private final AtomicInteger count = new AtomicInteger();

    /** 32 hexadecimal digits. */
    String next() {
        return format("%032x");
    }

    String uuid() {
        return format("01a01a72-91a2-472a-a526-%012x");
    }

    /** 9 letters and digits. */
    String toolCall() {
        return format("Call%05d");
    }

    private String format(String format) {
        return String.format(Locale.ROOT, format, count.incrementAndGet());
    }
}

package io.github.mistral4j.examples.serve;

import java.util.List;

/**
 * How the page is served.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param names by which the page may be opened, beside addresses and {@code localhost}
 * @param suggestions questions to begin with
 */
public record WebSettings(String host, int port, List<String> names, List<String> suggestions) {

    public WebSettings(String host, int port, List<String> suggestions) {
        this(host, port, List.of(), suggestions);
    }

    public WebSettings {
        names = List.copyOf(names);
        suggestions = List.copyOf(suggestions);
    }
}

package io.github.mistral4j.examples.serve;

import java.util.List;

/**
 * How the page is served.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param suggestions questions to begin with
 */
public record WebSettings(String host, int port, List<String> suggestions) {

    public WebSettings {
        suggestions = List.copyOf(suggestions);
    }
}

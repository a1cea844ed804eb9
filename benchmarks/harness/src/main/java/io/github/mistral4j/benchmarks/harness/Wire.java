package io.github.mistral4j.benchmarks.harness;

/** What contenders and stub speak. */
enum Wire {
    PLAIN("cleartext HTTP/1.1"),
    TLS("TLS and HTTP/1.1"),
    H2("TLS and HTTP/2");

    private final String title;

    Wire(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}

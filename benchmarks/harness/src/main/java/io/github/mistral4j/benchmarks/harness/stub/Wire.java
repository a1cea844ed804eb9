package io.github.mistral4j.benchmarks.harness.stub;

/** What contenders and stub speak. */
public enum Wire {
    PLAIN("cleartext HTTP/1.1"),
    TLS("TLS and HTTP/1.1"),
    H2("TLS and HTTP/2");

    private final String title;

    Wire(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}

package io.github.mistral4j.examples.eval;

public final class HtmlReport {
    private HtmlReport() {}

    public static String of(Evaluation evaluation) {
        return "";
    }
}

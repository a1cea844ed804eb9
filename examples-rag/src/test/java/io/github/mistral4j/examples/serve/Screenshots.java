package io.github.mistral4j.examples.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Photographs a running page; {@code examples-rag/screenshots/take} calls it. */
final class Screenshots {

    private static final String LOOKUP = "How long is the warranty on a Halla Leaf that I buy today?";
    private static final String SUMMARY = "Summarise what went wrong with the frost alerts in February 2025.";

    private Screenshots() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        String url = arguments[0];
        Path folder = Path.of(arguments[1]);
        Path executable = Browser.find().orElseThrow(() -> new IOException("Install chromium first."));
        try (Browser browser = Browser.start(executable, Files.createTempDirectory("screenshots"))) {
            desktop(browser.newPage(), url, folder);
            phone(browser.newPage(), url, folder);
        }
    }

    private static void desktop(BrowserPage page, String url, Path folder) throws IOException {
        page.size(1440, 900, 1, false);
        page.colours("light");
        page.open(url);
        ready(page);
        page.screenshot(folder.resolve("welcome-light.png"));
        ask(page, LOOKUP);
        page.hover("#conversation .mark");
        page.waitFor("!document.getElementById('card').hidden");
        page.screenshot(folder.resolve("passage-light.png"));
        ask(page, SUMMARY);
        page.evaluate("[...document.querySelectorAll('#conversation .mark')].at(-1).click()");
        page.waitFor("document.querySelector('#reader .hit')");
        page.screenshot(folder.resolve("document-light.png"));
    }

    private static void phone(BrowserPage page, String url, Path folder) throws IOException {
        page.size(390, 844, 2, true);
        page.colours("dark");
        page.open(url);
        ready(page);
        ask(page, LOOKUP);
        page.screenshot(folder.resolve("phone-dark.png"));
        page.tap("#conversation .mark");
        page.waitFor("!document.getElementById('card').hidden");
        page.screenshot(folder.resolve("phone-passage-dark.png"));
        page.tap("#conversation .mark");
        page.waitFor("document.querySelector('#reader .hit')");
        page.screenshot(folder.resolve("phone-document-dark.png"));
    }

    private static void ready(BrowserPage page) {
        page.waitFor("document.querySelector('#suggestions button') && document.getElementById('model').length > 1");
    }

    private static void ask(BrowserPage page, String question) {
        int before = page.evaluate("document.querySelectorAll('.facts').length").asInt();
        page.evaluate("document.getElementById('question').focus()");
        page.type(question);
        page.press("Enter");
        page.waitFor("document.querySelectorAll('.facts').length > " + before);
    }
}

package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A tab of the {@link Browser}. */
final class BrowserPage implements WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final StringBuilder received = new StringBuilder();
    private final CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    private BrowserPage() {}

    static BrowserPage connect(URI address) {
        BrowserPage page = new BrowserPage();
        WebSocket opened = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, page)
                .join();
        page.socket.complete(opened);
        page.send("Page.enable", Json.object());
        page.send("Runtime.enable", Json.object());
        page.send("Log.enable", Json.object());
        page.send("Emulation.setFocusEmulationEnabled", Json.object().put("enabled", true));
        return page;
    }

    void size(int width, int height, double scale, boolean mobile) {
        send(
                "Emulation.setDeviceMetricsOverride",
                Json.object()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", scale)
                        .put("mobile", mobile));
        send("Emulation.setTouchEmulationEnabled", Json.object().put("enabled", mobile));
    }

    /** @param scheme "light" or "dark" */
    void colours(String scheme) {
        ObjectNode media = Json.object();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        media.withArray("features")
                .addObject()
                .put("name", "prefers-reduced-motion")
                .put("value", "reduce");
        send("Emulation.setEmulatedMedia", media);
    }

    void open(String url) {
        send("Page.navigate", Json.object().put("url", url));
        waitFor("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    JsonNode evaluate(String script) {
        JsonNode answer = send(
                "Runtime.evaluate",
                Json.object()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("returnByValue", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError("In the page: " + answer.get("exceptionDetails"));
        }
        return answer.path("result").path("value");
    }

    String text(String script) {
        return evaluate(script).asText();
    }

    /** Looks at each frame, until the condition holds. */
    void waitFor(String condition) {
        boolean held = evaluate("new Promise(done => { const end = Date.now() + " + PATIENCE_SECONDS * 900
                        + "; const look = () => (" + condition
                        + ") ? done(true) : Date.now() > end ? done(false) : setTimeout(look, 10); look(); })")
                .asBoolean();
        if (!held) {
            throw new AssertionError("Never true: " + condition + "\n" + complaints + "\n"
                    + text("document.querySelector('main')?.innerText"));
        }
    }

    void type(String text) {
        send("Input.insertText", Json.object().put("text", text));
    }

    /** Presses and releases a key: Enter, Tab, Escape. */
    void press(String key) {
        int code = Map.of("Enter", 13, "Tab", 9, "Escape", 27).get(key);
        ObjectNode event = Json.object().put("key", key).put("code", key).put("windowsVirtualKeyCode", code);
        ObjectNode down = event.deepCopy().put("type", key.equals("Enter") ? "keyDown" : "rawKeyDown");
        send("Input.dispatchKeyEvent", key.equals("Enter") ? down.put("text", "\r") : down);
        send("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }

    void tap(String selector) {
        JsonNode at = evaluate("(() => { const b = document.querySelector('" + selector
                + "').getBoundingClientRect(); return {x: b.x + b.width / 2, y: b.y + b.height / 2}; })()");
        ObjectNode start = Json.object().put("type", "touchStart");
        start.putArray("touchPoints").addObject().setAll((ObjectNode) at);
        send("Input.dispatchTouchEvent", start);
        ObjectNode end = Json.object().put("type", "touchEnd");
        end.putArray("touchPoints");
        send("Input.dispatchTouchEvent", end);
    }

    void hover(String selector) {
        ObjectNode at = (ObjectNode) evaluate("(() => { const b = document.querySelector('" + selector
                + "').getBoundingClientRect(); return {x: b.x + b.width / 2, y: b.y + b.height / 2}; })()");
        send("Input.dispatchMouseEvent", at.put("type", "mouseMoved"));
    }

    void screenshot(Path file) throws IOException {
        JsonNode image = send("Page.captureScreenshot", Json.object().put("format", "png"));
        Files.write(file, Base64.getDecoder().decode(image.get("data").asText()));
    }

    /** Exceptions of the page's scripts, and what the browser refused because of the page's own policy. */
    List<String> complaints() {
        return complaints;
    }

    private JsonNode send(String method, ObjectNode parameters) {
        int id = ids.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        ObjectNode message = Json.object().put("id", id).put("method", method);
        message.set("params", parameters);
        socket.join().sendText(message.toString(), true).join();
        return answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        received.append(data);
        if (last) {
            take(received.toString());
            received.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    private void take(String text) {
        JsonNode message;
        try {
            message = Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
        CompletableFuture<JsonNode> answer = waiting.remove(message.path("id").asInt());
        if (answer != null && message.has("error")) {
            answer.completeExceptionally(new AssertionError(message.get("error").toString()));
        } else if (answer != null) {
            answer.complete(message.get("result"));
        } else if (message.path("method").asText().equals("Runtime.exceptionThrown")) {
            complaints.add(message.path("params").toString());
        } else if (message.path("method").asText().equals("Log.entryAdded")) {
            JsonNode entry = message.path("params").path("entry");
            if (entry.path("level").asText().equals("error")) {
                complaints.add(entry.path("text").asText());
            }
        }
    }
}

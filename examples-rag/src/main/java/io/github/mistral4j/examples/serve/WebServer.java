package io.github.mistral4j.examples.serve;

import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.ingest.IngestListener;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The page and what it asks for: {@code /api/session}, {@code /api/folder}, {@code /api/ask}, {@code /api/answers},
 * {@code /api/nearest}, {@code /api/document}.
 */
public final class WebServer implements AutoCloseable {

    /** An image and a conversation. */
    private static final long LARGEST_REQUEST = 12 << 20;

    private final RunningAnswers running = new RunningAnswers();
    private final String host;
    private final Javalin javalin;

    private WebServer(Rag rag, WebSettings settings) {
        host = settings.host();
        javalin = Javalin.create(config -> configure(config, rag, settings));
    }

    /** Serves until it is closed. The session stays the caller's to close. */
    public static WebServer start(Rag rag, WebSettings settings) {
        WebServer server = new WebServer(rag, settings);
        try {
            server.javalin.start(settings.host(), settings.port());
            return server;
        } catch (RuntimeException e) {
            throw new WebServerException(
                    "Cannot listen on " + settings.host() + ", port " + settings.port()
                            + ". Choose another with --port (0 for any) or --host.",
                    e);
        }
    }

    public String url() {
        String name = isAnyAddress(host) ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
        return "http://" + name + ":" + javalin.port();
    }

    /** Whether only programs on this machine can connect. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new WebServerException("There is no address " + host + " on this machine. Check --host.", e);
        }
    }

    @Override
    public void close() {
        running.stopAll();
        javalin.stop();
    }

    private void configure(JavalinConfig config, Rag rag, WebSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = LARGEST_REQUEST;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.staticFiles.add(files -> {
            files.directory = "/web";
            files.location = Location.CLASSPATH;
            files.headers = Map.of("Cache-Control", "no-cache");
        });
        SessionHandler session = new SessionHandler(rag, settings.suggestions());
        config.routes
                .before(new SecurityHeaders())
                .before(new RequestOrigin(isLoopback(settings.host()), names(settings)))
                .get("/api/session", session)
                .post("/api/folder", context -> {
                    rag.readFolder(IngestListener.SILENT);
                    session.handle(context);
                })
                .get("/api/nearest", new NearestHandler(rag))
                .get("/api/document", new DocumentHandler(rag))
                .post("/api/ask", new AskHandler(rag, running))
                .delete("/api/answers/{id}", context -> {
                    running.stop(context.pathParam("id"));
                    context.status(204);
                })
                .exception(
                        Exception.class,
                        (failure, context) -> Problem.of(failure).answer(context));
    }

    private static List<String> names(WebSettings settings) {
        List<String> names = new ArrayList<>(settings.names());
        names.add(settings.host());
        return names;
    }

    private static boolean isAnyAddress(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}

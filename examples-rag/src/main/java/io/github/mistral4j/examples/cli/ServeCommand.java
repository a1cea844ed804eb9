package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.serve.WebServer;
import io.github.mistral4j.examples.serve.WebServerException;
import io.github.mistral4j.examples.serve.WebSettings;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "A web page to ask questions and to check the answers. Ctrl-C ends it.",
            "With --json the first line of output is {\"url\":…}."
        })
final class ServeCommand implements Callable<Integer> {

    private static final List<String> ABOUT_THE_SAMPLES = List.of(
            "How long is the warranty on a Halla Leaf that I buy today?",
            "Summarise what went wrong with the frost alerts in February 2025.",
            "Do the documents agree on how many nodes one Base serves?",
            "Show me how to read measurements with the REST API.");

    /** Ctrl-C, and what a service manager sends. */
    private static final List<String> END_SIGNALS = List.of("INT", "TERM");

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen here. Default: ${DEFAULT-VALUE}, which only this machine can reach.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Default: ${DEFAULT-VALUE}; 0 for any that is free.")
    private int port;

    @Option(
            names = "--allow-host",
            paramLabel = "NAME",
            description =
                    "A name by which the page may be opened when --host is not this machine alone, as in rag.example.com."
                            + " Addresses need not be named.")
    private List<String> names = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Screen screen = program.screen();
        CountDownLatch stopped = new CountDownLatch(1);
        try (Rag rag = program.open(common, screen);
                WebServer server = WebServer.start(rag, settings())) {
            END_SIGNALS.forEach(signal -> Signals.register(signal, stopped::countDown));
            announce(server, screen);
            stopped.await();
            return ExitCode.DONE;
        } catch (WebServerException e) {
            screen.remark(e.getMessage());
            return ExitCode.USAGE;
        }
    }

    private WebSettings settings() {
        return new WebSettings(host, port, names, common.documents == null ? ABOUT_THE_SAMPLES : List.of());
    }

    private void announce(WebServer server, Screen screen) {
        if (!WebServer.isLoopback(host)) {
            screen.remark("Warning: whoever can reach " + host
                    + " can read the documents and ask at your expense; there is"
                    + " no log-in. Leave --host away to keep it to this machine.");
        }
        if (common.json) {
            screen.line(JsonOutput.text(JsonOutput.object().put("url", server.url())));
        } else {
            screen.line("Open " + screen.style().bold(server.url()) + "   Ctrl-C ends.");
        }
    }
}

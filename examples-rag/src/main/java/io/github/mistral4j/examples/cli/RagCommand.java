package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.app.Settings;
import io.github.mistral4j.examples.store.StoreUrl;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program. Commands that are added here need nothing but {@link #open}. */
@Command(
        name = "rag",
        mixinStandardHelpOptions = true,
        version = "mistral4j examples-rag 0.1.0-SNAPSHOT",
        description = {
            "Answers questions about a folder of documents with Mistral's models, chosen by the task of the question.",
            "Without MISTRAL_API_KEY a stand-in on this machine quotes the documents instead; no language model runs then.",
            "MISTRAL_BASE_URL names another server. Indexes are kept in RAG_CACHE (default ~/.cache/mistral4j-rag)."
        },
        subcommands = {
            AskCommand.class,
            ChatCommand.class,
            IngestCommand.class,
            ModelsCommand.class,
            DoctorCommand.class,
            EvalCommand.class,
            CalibrateCommand.class,
            ServeCommand.class,
            QuickstartCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; \"Not in these documents\" is an answer, too",
            "1:a fault of the program",
            "2:wrong options",
            "3:the key is missing or refused",
            "4:the server cannot be reached or does not answer",
            "5:the server refuses or fails",
            "6:documents, index, database or routing file cannot be used",
            "7:doctor found a problem",
            "8:eval: a number is below --fail-under",
            "130:stopped with Ctrl-C"
        })
public final class RagCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;

    RagCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The command line; {@code environment} instead of the process's own, for tests. */
    public static CommandLine commandLine(Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new RagCommand(environment));
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            Failure shown = Failure.of(failure);
            boolean verbose = parsed.expandedArgs().contains("--verbose");
            command.getErr().println(shown.message());
            if (verbose) {
                failure.printStackTrace(command.getErr());
            }
            command.getErr().flush();
            return shown.exitCode();
        });
        commandLine.setUsageHelpAutoWidth(true);
        return commandLine;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    Screen screen() {
        return Screen.of(spec.commandLine().getOut(), spec.commandLine().getErr(), environment);
    }

    Map<String, String> environment() {
        return environment;
    }

    Settings settings(CommonOptions options) {
        Settings settings = Settings.from(environment);
        return settings.withDocuments(options.documents)
                .withRouting(options.routing)
                .withStore(StoreUrl.parse(options.store))
                .withApi(settings.api().withRequestsPerSecond(options.requestsPerSecond));
    }

    /** Opens a session; the screen says when something is read, and who answers. */
    Rag open(CommonOptions options, Screen screen) {
        IngestProgress progress = new IngestProgress(screen);
        Rag rag = Interrupt.stops(progress, () -> Rag.open(settings(options), progress));
        if (!options.json) {
            Banner.show(screen, rag.api());
        }
        return rag;
    }
}

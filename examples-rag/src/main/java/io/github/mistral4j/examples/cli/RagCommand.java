package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.CacheFolder;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.app.Settings;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.store.StoreUrl;
import java.io.PrintWriter;
import java.util.Map;
import java.util.ServiceLoader;
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
            "Indexes are kept in RAG_CACHE (default ~/.cache/mistral4j-rag).",
            "A server of one's own: MISTRAL_BASE_URL, RAG_CHAT_MODEL and RAG_EMBEDDING_MODEL, or the options of the same names."
                    + " RAG_EMBEDDING_BASE_URL takes embeddings from elsewhere (key: RAG_EMBEDDING_API_KEY); built-in: from this"
                    + " program."
        },
        subcommands = {
            AskCommand.class,
            ChatCommand.class,
            IngestCommand.class,
            ModelsCommand.class,
            DoctorCommand.class,
            ServeCommand.class,
            RoutingCommand.class,
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
        ServiceLoader.load(AddedCommand.class).forEach(commandLine::addSubcommand);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            Failure shown = Failure.of(failure);
            boolean verbose = parsed.expandedArgs().contains("--verbose");
            PrintWriter err = new PrintWriter(new StyledWriter(command.getErr(), Style.of(environment)));
            err.println(shown.message());
            if (verbose) {
                failure.printStackTrace(err);
            }
            err.flush();
            return shown.exitCode();
        });
        commandLine.setUsageHelpAutoWidth(true);
        CommandLine.IParameterExceptionHandler usual = commandLine.getParameterExceptionHandler();
        commandLine.setParameterExceptionHandler((failure, arguments) -> {
            boolean noCommand = failure instanceof CommandLine.UnmatchedArgumentException unmatched
                    && failure.getCommandLine() == commandLine
                    && !unmatched.isUnknownOption();
            return noCommand ? noCommand(commandLine, arguments[0]) : usual.handleParseException(failure, arguments);
        });
        return commandLine;
    }

    /** A question without a command is the likeliest slip. */
    private static int noCommand(CommandLine commandLine, String given) {
        commandLine
                .getErr()
                .println(
                        given.contains(" ")
                                ? "A question is asked with: rag ask \"" + given + "\""
                                : "There is no command " + given + ", only "
                                        + String.join(
                                                ", ",
                                                commandLine.getSubcommands().keySet())
                                        + ". `rag COMMAND --help` says more.");
        return commandLine.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    public Screen screen() {
        return Screen.of(spec.commandLine().getOut(), spec.commandLine().getErr(), environment);
    }

    public Settings settings(CommonOptions options) {
        return Settings.from(options.over(environment))
                .withDocuments(options.documents)
                .withRouting(options.routing)
                .withStore(StoreUrl.parse(options.store));
    }

    /** Opens a session; the screen says when something is read, and who answers. */
    public Rag open(CommonOptions options, Screen screen) {
        Settings settings = settings(options);
        CacheFolder.make(settings.cacheFolder());
        if (CacheFolder.of(environment).temporary()) {
            screen.remark("There is no home folder that can be written to; indexes are kept in "
                    + settings.cacheFolder() + ". RAG_CACHE names another place.");
        }
        IngestProgress progress = new IngestProgress(screen);
        Rag rag = Interrupt.stops(progress, () -> Rag.open(settings, progress));
        if (!options.json) {
            Banner.show(screen, rag.api());
        }
        String leftOut = LeftOut.summary(rag.ingested().leftOut());
        if (!leftOut.isEmpty()) {
            screen.wrap(leftOut, screen.width()).forEach(screen::remark);
        }
        return rag;
    }
}

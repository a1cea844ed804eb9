package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.CacheFolder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/** Starts the program. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Before the first logger is made: logback.xml writes to this file.
        Path cache = CacheFolder.of(System.getenv()).path();
        System.setProperty("rag.log", cache.resolve("rag.log").toString());
        NativeLibraries.keepIn(cache);
        if (!Path.of(System.getProperty("user.home", "?")).isAbsolute()) {
            // A library would make a folder named ? in the working folder.
            System.setProperty("user.home", cache.toString());
        }
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> System.err.println(Failure.of(failure).message()));
        int exitCode = run(
                arguments,
                System.getenv(),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        NativeLibraries.deleteEmptyFolders();
        // Not exit(): onnxruntime's shutdown hook frees its memory, and crashes when an embedding is still being
        // computed.
        Runtime.getRuntime().halt(exitCode);
    }

    /** What the process ends with. An answer that could not be written is an error. */
    static int run(String[] arguments, Map<String, String> environment, OutputStream out, OutputStream err) {
        WatchedOutput watched = new WatchedOutput(out);
        CommandLine commandLine = RagCommand.commandLine(environment);
        commandLine.setOut(new PrintWriter(new OutputStreamWriter(watched, charset()), true));
        commandLine.setErr(new PrintWriter(new OutputStreamWriter(err, charset()), true));
        int exitCode = commandLine.execute(arguments);
        commandLine.getOut().flush();
        if (exitCode == ExitCode.DONE && watched.lost() != null) {
            commandLine.getErr().println("The output could not be written: " + watched.lost() + ".");
            exitCode = ExitCode.FILES;
        }
        commandLine.getErr().flush();
        return exitCode;
    }

    /** UTF-8, even in a container whose locale is not set; Windows has its own. */
    private static Charset charset() {
        String console =
                System.getProperty("stdout.encoding", Charset.defaultCharset().name());
        return System.getProperty("os.name").startsWith("Windows") ? Charset.forName(console) : StandardCharsets.UTF_8;
    }
}

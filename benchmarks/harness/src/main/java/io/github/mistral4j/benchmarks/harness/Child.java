package io.github.mistral4j.benchmarks.harness;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that the driver started, spoken to line by line. It ends when its standard input does. */
public final class Child implements AutoCloseable {

    /** What an answer starts with, as libraries print to standard output, too. */
    public static final String MARK = "@@";

    private final Process process;
    private final BufferedReader out;
    private final Writer in;

    private Child(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    }

    /** Starts a JVM; what it writes to standard error is appended to the log. */
    public static Child start(
            String javaHome, List<String> options, String classPath, File log, List<String> mainAndArguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(javaHome + "/bin/java");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.addAll(mainAndArguments);
        return new Child(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log))
                .start());
    }

    /** Sends a line and waits for the answer to it. */
    public String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        return answer();
    }

    /** Waits for the next answer, which is empty when there was nothing to say. */
    public String answer() throws IOException {
        String line;
        while ((line = out.readLine()) != null) {
            if (line.startsWith(MARK)) {
                return line.substring(MARK.length());
            }
        }
        return "failed: the JVM ended";
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // The JVM ended before, and the answer said so.
        }
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

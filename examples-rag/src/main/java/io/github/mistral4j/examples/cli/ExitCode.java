package io.github.mistral4j.examples.cli;

/** What the program ends with; {@code --help} lists them. */
public final class ExitCode {

    public static final int DONE = 0;
    public static final int FAULT = 1;
    public static final int USAGE = 2;
    public static final int KEY = 3;
    public static final int UNREACHABLE = 4;
    public static final int REFUSED = 5;
    public static final int FILES = 6;
    public static final int DOCTOR = 7;
    public static final int INTERRUPTED = 130;

    private ExitCode() {}
}

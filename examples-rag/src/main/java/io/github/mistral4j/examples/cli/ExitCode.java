package io.github.mistral4j.examples.cli;

/** What the program ends with; {@code --help} lists them. */
final class ExitCode {

    static final int DONE = 0;
    static final int FAULT = 1;
    static final int USAGE = 2;
    static final int KEY = 3;
    static final int UNREACHABLE = 4;
    static final int REFUSED = 5;
    static final int FILES = 6;
    static final int DOCTOR = 7;
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}

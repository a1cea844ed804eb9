package io.github.mistral4j.examples.cli;

import org.jline.utils.Signals;

/** What Ctrl-C does while it is open. */
final class Interrupt implements AutoCloseable {

    private final Object former;

    private Interrupt(Object former) {
        this.former = former;
    }

    static Interrupt calls(Runnable action) {
        return new Interrupt(Signals.register("INT", action));
    }

    @Override
    public void close() {
        if (former != null) {
            Signals.unregister("INT", former);
        }
    }
}

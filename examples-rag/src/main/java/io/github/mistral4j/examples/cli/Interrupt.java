package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/** What Ctrl-C does: it ends what is going on, in order. */
final class Interrupt {

    private static final String SIGNAL = "INT";

    private Interrupt() {}

    /** While documents are read: the batch on its way is stored, then the program ends. A second Ctrl-C ends it at once. */
    static <T> T stops(IngestProgress progress, Supplier<T> work) {
        Object former = Signals.register(SIGNAL, () -> {
            if (!progress.stop()) {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
            }
        });
        try {
            return work.get();
        } finally {
            Signals.unregister(SIGNAL, former);
        }
    }

    /** While an answer is awaited: the call is cancelled, a conversation goes on. */
    static Answer cancels(AnswerCall call) {
        Object former = Signals.register(SIGNAL, call::cancel);
        try {
            return call.answer();
        } finally {
            Signals.unregister(SIGNAL, former);
        }
    }
}

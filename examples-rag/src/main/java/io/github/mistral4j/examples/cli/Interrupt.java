package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import org.jline.utils.Signals;

/** Ctrl-C while an answer is awaited: it ends the answer, not the program. */
final class Interrupt {

    private static final String SIGNAL = "INT";

    private Interrupt() {}

    static Answer cancels(AnswerCall call) {
        Object former = Signals.register(SIGNAL, call::cancel);
        try {
            return call.answer();
        } finally {
            Signals.unregister(SIGNAL, former);
        }
    }
}

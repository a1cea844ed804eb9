package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.answer.Turn;
import io.github.mistral4j.examples.app.Rag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "chat",
        mixinStandardHelpOptions = true,
        description = {
            "A conversation; follow-up questions are understood from what was said before.",
            "Ctrl-C stops an answer, /exit or Ctrl-D ends. With --json each line of input gets a line of JSON."
        })
final class ChatCommand implements Callable<Integer> {

    private static final List<String> COMMANDS = List.of("/new", "/explain", "/exit");

    private static final String HELP = "/new  forget the conversation    /explain  on or off    /exit  end";

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Mixin
    private AnswerOptions options;

    private final List<Turn> history = new ArrayList<>();
    private double spent;
    private double baseline;

    @Override
    public Integer call() throws IOException {
        Screen screen = program.screen();
        try (Rag rag = program.open(common, screen);
                LineInput input = input(screen)) {
            if (!common.json) {
                screen.line("Ask something about " + rag.documentNames().size() + " documents. " + HELP);
            }
            for (String line = next(input, screen); line != null; line = next(input, screen)) {
                if (line.equals("/exit") || line.equals("/quit")) {
                    break;
                }
                take(line, rag, screen);
            }
            if (!common.json && !history.isEmpty()) {
                summary(rag, screen);
            }
        }
        return ExitCode.DONE;
    }

    private LineInput input(Screen screen) throws IOException {
        return screen.interactive() && !common.json
                ? LineInput.typed(
                        program.settings(common).cacheFolder().resolve("chat-history"),
                        COMMANDS,
                        screen.style().render(screen.style().mark("> ")))
                : LineInput.piped();
    }

    private @Nullable String next(LineInput input, Screen screen) throws IOException {
        if (!common.json) {
            screen.blank();
            if (!screen.interactive()) {
                screen.out().print("> ");
                screen.out().flush();
            }
        }
        String line = input.next();
        if (line == null && !common.json) {
            screen.blank();
        }
        return line == null ? null : line.strip();
    }

    private void take(String line, Rag rag, Screen screen) {
        switch (line) {
            case "" -> {}
            case "/new" -> {
                history.clear();
                screen.line("Forgotten.");
            }
            case "/explain" -> {
                options.explain = !options.explain;
                screen.line("--explain is " + (options.explain ? "on." : "off."));
            }
            default -> {
                if (line.startsWith("/")) {
                    screen.line(HELP);
                } else {
                    answer(line, rag, screen);
                }
            }
        }
    }

    /** A failed question does not end the conversation. */
    private void answer(String line, Rag rag, Screen screen) {
        AnswerPrinter printer = new AnswerPrinter(screen, rag, options.explain);
        try {
            Question question = new Question(line, history, options.wish(), null);
            AnswerCall call = rag.qa().ask(question, event -> {
                if (!common.json) {
                    printer.on(event);
                }
            });
            Answer answer = Interrupt.cancels(call);
            history.add(new Turn(answer.searchedFor(), answer.text()));
            spent += answer.cost().total();
            baseline += answer.cost().baseline();
            if (common.json) {
                screen.line(JsonOutput.text(JsonOutput.of(answer, rag)));
            } else {
                printer.finish(answer);
            }
        } catch (CancellationException e) {
            printer.interrupted();
        } catch (RuntimeException e) {
            screen.remark(Failure.of(e).message());
        }
    }

    private void summary(Rag rag, Screen screen) {
        screen.paragraph(
                0,
                history.size() + (history.size() == 1 ? " answer: " : " answers: ") + AnswerPrinter.dollars(spent)
                        + (rag.api().isStandIn() ? " at Mistral's prices" : "") + ", with "
                        + rag.table().baselineModel() + " for everything " + AnswerPrinter.dollars(baseline) + ".");
    }
}

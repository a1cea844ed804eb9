package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.answer.Answer;
import io.github.mistral4j.examples.answer.AnswerCall;
import io.github.mistral4j.examples.answer.Image;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.documents.DocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        description = "Answers one question.",
        footer = {
            "",
            "--json: question, searchedFor, answer, found, standIn, answeredBy, decision, sources[], invalidMarks[], tokens,"
                    + " promptCharacters, milliseconds, dollars, leftOut[] (files that are not read). found is false for \"Not in these documents\"."
        })
final class AskCommand implements Callable<Integer> {

    private static final Map<String, String> MEDIA_TYPES = Map.of(
            "png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "webp", "image/webp", "gif", "image/gif");

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Mixin
    private AnswerOptions options;

    @Option(names = "--image", paramLabel = "FILE", description = "A png, jpg, webp or gif the question is about.")
    private @Nullable Path image;

    @Parameters(paramLabel = "QUESTION", arity = "1..*", description = "The question; quotes around it are not needed.")
    private List<String> words;

    @Override
    public Integer call() {
        Screen screen = program.screen();
        Question question = new Question(String.join(" ", words), List.of(), options.wish(), image());
        try (Rag rag = program.open(common, screen)) {
            return common.json ? json(rag, question, screen) : text(rag, question, screen);
        }
    }

    private int text(Rag rag, Question question, Screen screen) {
        AnswerPrinter printer = new AnswerPrinter(screen, rag, options.explain);
        AnswerCall call = rag.qa().ask(question, printer::on);
        try {
            Answer answer = Interrupt.cancels(call);
            printer.finish(answer);
            return ExitCode.DONE;
        } catch (CancellationException e) {
            printer.interrupted();
            return ExitCode.INTERRUPTED;
        }
    }

    private int json(Rag rag, Question question, Screen screen) {
        AnswerCall call = rag.qa().ask(question, event -> {});
        screen.line(JsonOutput.text(JsonOutput.of(Interrupt.cancels(call), rag)));
        return ExitCode.DONE;
    }

    private @Nullable Image image() {
        Path file = image;
        if (file == null) {
            return null;
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        if (mediaType == null) {
            throw new DocumentException("--image takes png, jpg, webp or gif, not " + file.getFileName() + ".");
        }
        if (!Files.isRegularFile(file)) {
            throw new DocumentException("There is no image " + file + ".");
        }
        try {
            return new Image(mediaType, Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new DocumentException("Cannot read the image " + file + ".", e);
        }
    }
}

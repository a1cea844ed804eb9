package io.github.mistral4j.examples.cli;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import io.github.mistral4j.examples.answer.QuestionException;
import io.github.mistral4j.examples.app.SettingsException;
import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.routing.RoutingException;
import io.github.mistral4j.examples.store.StoreException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;

/** A failure as the user reads it: one line that says what is wrong, a next step, and the exit code. */
record Failure(int exitCode, String message) {

    static Failure of(Throwable failure) {
        if (failure instanceof CancellationException) {
            return new Failure(ExitCode.INTERRUPTED, failure.getMessage() == null ? "Stopped." : oneLine(failure));
        }
        if (failure instanceof DocumentException
                || failure instanceof StoreException
                || failure instanceof RoutingException
                || failure instanceof UncheckedIOException) {
            return new Failure(ExitCode.FILES, oneLine(failure));
        }
        if (failure instanceof SettingsException || failure instanceof QuestionException) {
            return new Failure(ExitCode.USAGE, oneLine(failure));
        }
        if (failure instanceof AuthenticationException) {
            return new Failure(
                    ExitCode.KEY,
                    oneLine(failure) + " — Check MISTRAL_API_KEY; `rag doctor` says more. Unset it to try without.");
        }
        if (failure instanceof UnresolvedModelServerException || failure instanceof TimeoutException) {
            return new Failure(
                    ExitCode.UNREACHABLE,
                    oneLine(failure) + " — Check the network and MISTRAL_BASE_URL; `rag doctor` says more.");
        }
        if (failure instanceof LangChain4jException) {
            return new Failure(ExitCode.REFUSED, oneLine(failure) + " — " + nextStep(failure));
        }
        return new Failure(
                ExitCode.FAULT,
                failure.getClass().getSimpleName() + ": " + oneLine(failure)
                        + " — Run it again with --verbose and report it.");
    }

    private static String nextStep(Throwable failure) {
        if (failure instanceof RateLimitException) {
            return "Wait a minute, or slow down with --requests-per-second 1.";
        }
        if (failure instanceof ModelNotFoundException) {
            return "`rag models` lists what can be used; choose with --model, or --embedding-model.";
        }
        if (failure instanceof InternalServerException) {
            return switch (status(failure)) {
                case 501 -> "The server cannot do this; another one is needed, or another option when it is started.";
                case 503 -> "The server is not ready yet; try again in a minute.";
                default -> "The server has a problem; try again in a minute, or another model with --model.";
            };
        }
        if (failure instanceof ContentFilteredException) {
            return "Put the question differently.";
        }
        return "`rag doctor` checks the set-up.";
    }

    private static int status(Throwable failure) {
        return failure.getCause() instanceof HttpException http ? http.statusCode() : 0;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return message.lines().findFirst().orElse("").strip();
    }
}

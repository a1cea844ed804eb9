package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.quickstart.ModelByTask;
import io.github.mistral4j.examples.quickstart.ModerationGuard;
import io.github.mistral4j.examples.quickstart.OcrIntoRag;
import io.github.mistral4j.examples.quickstart.RagWithCitations;
import io.github.mistral4j.examples.quickstart.StreamingWithSources;
import io.github.mistral4j.examples.quickstart.StructuredOutput;
import io.github.mistral4j.examples.quickstart.Tools;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "quickstart",
        mixinStandardHelpOptions = true,
        description = "Runs one of the short programs in the module examples-quickstart, to read and to copy from.")
final class QuickstartCommand implements Runnable {

    enum Program {
        rag,
        model,
        stream,
        tools,
        record,
        ocr,
        guard
    }

    @Parameters(paramLabel = "NAME", description = "One of ${COMPLETION-CANDIDATES}.")
    private Program program;

    @Override
    public void run() {
        switch (program) {
            case rag -> RagWithCitations.main();
            case model -> ModelByTask.main();
            case stream -> StreamingWithSources.main();
            case tools -> Tools.main();
            case record -> StructuredOutput.main();
            case ocr -> OcrIntoRag.main();
            case guard -> ModerationGuard.main();
        }
    }
}

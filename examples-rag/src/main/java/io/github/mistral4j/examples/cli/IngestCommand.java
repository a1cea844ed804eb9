package io.github.mistral4j.examples.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.examples.app.Rag;
import io.github.mistral4j.examples.ingest.IngestReport;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Reads new and changed documents into the index. The other commands do the same before they answer.",
            "After Ctrl-C or a failure it goes on where it was when it is started again."
        })
final class IngestCommand implements Callable<Integer> {

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Screen screen = program.screen();
        try (Rag rag = program.open(common, screen)) {
            IngestReport report = rag.ingested();
            if (common.json) {
                screen.line(JsonOutput.text(json(rag, report)));
            } else {
                text(rag, report, screen);
            }
            return ExitCode.DONE;
        }
    }

    private static void text(Rag rag, IngestReport report, Screen screen) {
        screen.paragraph(
                0,
                report.read() + " read, " + report.unchanged() + " unchanged, " + report.removed() + " removed, "
                        + report.skipped() + " left out; " + report.passages() + " passages embedded ("
                        + report.tokens() + " tokens) in "
                        + AnswerPrinter.seconds(report.took().toMillis()) + ".");
        screen.line("Documents  " + rag.documents());
        screen.line("Index      " + rag.index().place() + ", " + report.passagesInIndex() + " passages");
        screen.line("Embeddings " + rag.space().name() + ", " + rag.space().dimension() + " dimensions");
    }

    private static ObjectNode json(Rag rag, IngestReport report) {
        return JsonOutput.object()
                .put("read", report.read())
                .put("unchanged", report.unchanged())
                .put("removed", report.removed())
                .put("leftOut", report.skipped())
                .put("passagesEmbedded", report.passages())
                .put("tokens", report.tokens())
                .put("milliseconds", report.took().toMillis())
                .put("documents", rag.documents().toString())
                .put("index", rag.index().place())
                .put("passages", report.passagesInIndex())
                .put("embeddingModel", rag.space().name())
                .put("dimensions", rag.space().dimension());
    }
}

package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.ingest.IngestListener;
import io.github.mistral4j.examples.ingest.IngestPlan;
import io.github.mistral4j.examples.ingest.IngestReport;
import java.util.concurrent.CancellationException;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** A bar on a terminal, a line elsewhere; always on standard error, so that it is never part of an answer. */
final class IngestProgress implements IngestListener {

    private final Screen screen;
    private @Nullable ProgressBar bar;
    private volatile boolean stopped;

    IngestProgress(Screen screen) {
        this.screen = screen;
    }

    /** Ends the update after the batch on its way; false when that was said before. */
    boolean stop() {
        boolean first = !stopped;
        stopped = true;
        if (first) {
            screen.remark("\nStopping after this batch; once more to stop at once.");
        }
        return first;
    }

    @Override
    public void waiting() {
        screen.remark("Another process is writing the index; waiting until it has finished …");
    }

    @Override
    public void planned(IngestPlan plan) {
        String task = "Reading " + plan.toRead().size() + (plan.toRead().size() == 1 ? " document" : " documents");
        if (!screen.interactive()) {
            screen.remark(task + " …");
            return;
        }
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(plan.bytes() / 1024)
                .setUnit(" kB", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(200)
                // With the width given it makes no terminal of its own, which would take over Ctrl-C.
                .setConsumer(new ConsoleProgressBarConsumer(System.err, screen.width()))
                .build();
    }

    @Override
    public void progressed(int passages, long bytes) {
        throwIfStopped();
        ProgressBar shown = bar;
        if (shown != null) {
            shown.stepTo(bytes / 1024);
            shown.setExtraMessage(" " + passages + " passages");
        }
    }

    @Override
    public void phrases(int done, int all) {
        if (done == 0) {
            screen.remark("Reading " + all + " example phrases, once for each embedding model …");
        } else if (done < all && screen.interactive()) {
            screen.remark("  " + done + " of " + all);
        }
        throwIfStopped();
    }

    @Override
    public void finished(IngestReport report) {
        close();
    }

    private void throwIfStopped() {
        if (stopped) {
            close();
            throw new CancellationException("Stopped. What is embedded is kept; start again to go on.");
        }
    }

    private void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
            bar = null;
        }
    }
}

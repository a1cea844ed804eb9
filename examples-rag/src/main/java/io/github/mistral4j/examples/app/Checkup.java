package io.github.mistral4j.examples.app;

import dev.langchain4j.exception.LangChain4jException;
import io.github.mistral4j.MistralModel;
import io.github.mistral4j.examples.answer.Models;
import io.github.mistral4j.examples.documents.DocumentException;
import io.github.mistral4j.examples.documents.DocumentFolder;
import io.github.mistral4j.examples.documents.LeftOut;
import io.github.mistral4j.examples.documents.PassageSplitter;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.Task;
import io.github.mistral4j.examples.store.EmbeddingSpace;
import io.github.mistral4j.examples.store.PassageIndex;
import io.github.mistral4j.examples.store.StoreException;
import io.github.mistral4j.examples.store.StoreUrl;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks at everything an answer needs, one thing after the other. */
public final class Checkup {

    private static final String EMBEDDER_REMEDY =
            "Name a model that the server has with --embedding-model, or take the one in"
                    + " this program with --embedding-base-url built-in.";

    private final Settings settings;

    /** How a thing is. */
    public enum State {
        GOOD,
        NOTE,
        WRONG
    }

    /** @param remedy what to do; empty when there is nothing to do */
    public record Finding(State state, String subject, String text, String remedy) {

        static Finding good(String subject, String text) {
            return new Finding(State.GOOD, subject, text, "");
        }

        static Finding note(String subject, String text, String remedy) {
            return new Finding(State.NOTE, subject, text, remedy);
        }

        static Finding wrong(String subject, String text, String remedy) {
            return new Finding(State.WRONG, subject, text, remedy);
        }
    }

    public Checkup(Settings settings) {
        this.settings = settings;
    }

    public void run(Consumer<Finding> report) {
        report.accept(Finding.good("java", Runtime.version() + " on " + System.getProperty("os.name")));
        report.accept(key());
        if (settings.api().baseUrl() == null) {
            LocalServers.hint().ifPresent(hint -> report.accept(Finding.note("local", hint, "")));
        }
        ServerProbe probe = new ServerProbe(settings.api());
        List<Finding> server = probe.run();
        server.forEach(report);
        documents().forEach(report);
        if (server.stream().noneMatch(finding -> finding.state() == State.WRONG)) {
            models(report);
        }
    }

    private Finding key() {
        String key = settings.api().key();
        if (key == null) {
            return settings.api().baseUrl() == null
                    ? Finding.note(
                            "key",
                            "MISTRAL_API_KEY is not set, so the stand-in on this machine answers.",
                            "For real answers: export MISTRAL_API_KEY=…")
                    : Finding.good("key", "none; the server is asked without one.");
        }
        if (key.startsWith("\"") || key.startsWith("'") || key.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            return Finding.wrong(
                    "key",
                    "MISTRAL_API_KEY holds quotes, spaces or other characters that no key has.",
                    "Copy it again from the console, without quotes.");
        }
        return Finding.good("key", "MISTRAL_API_KEY is set, " + key.length() + " characters.");
    }

    private List<Finding> documents() {
        Path cache = settings.cacheFolder();
        try {
            CacheFolder.make(cache);
        } catch (StoreException e) {
            return List.of(Finding.wrong("cache", message(e), ""));
        }
        try {
            Path folder = settings.documents() == null ? SampleDocuments.in(cache) : settings.documents();
            DocumentFolder.Listing listing = new DocumentFolder(folder).list();
            int files = listing.files().size();
            String leftOut = LeftOut.summary(listing.leftOut());
            Finding read = files == 0
                    ? Finding.wrong(
                            "documents",
                            "No txt, md, html or pdf files in " + folder + ".",
                            "Name another folder with --docs.")
                    : leftOut.isEmpty()
                            ? Finding.good("documents", files + " in " + folder)
                            : Finding.note("documents", files + " in " + folder + ". " + leftOut, "");
            return List.of(Finding.good("cache", cache.toString()), read);
        } catch (DocumentException e) {
            return List.of(Finding.wrong("documents", message(e), "Name a folder that exists with --docs."));
        }
    }

    private void models(Consumer<Finding> report) {
        RoutingTable table = settings.table();
        try (Api api = Api.open(settings.api())) {
            Catalog catalog = Catalog.of(api);
            if (catalog.listed()) {
                report.accept(Finding.good("models", catalog.models().size() + " offered."));
                table.tasks().forEach((name, task) -> report.accept(task(name, task, catalog)));
            } else {
                report.accept(
                        Finding.note("models", "The server has no list of models; they are tried as needed.", ""));
            }
            int dimension = new Models(api.embeddingClient(), table)
                    .embedding()
                    .embed("How are you?")
                    .content()
                    .dimension();
            String space = catalog.embeddingSpace(table.embeddingModel());
            report.accept(Finding.good("embedding", space + " answers, " + dimension + " dimensions."));
            report.accept(store(new EmbeddingSpace(space, dimension)));
        } catch (LangChain4jException e) {
            report.accept(Finding.wrong("embedding", message(e), EMBEDDER_REMEDY));
        }
    }

    private static Finding task(String name, Task task, Catalog catalog) {
        Optional<String> usable =
                task.chain().stream().filter(catalog.available()::contains).findFirst();
        if (usable.isEmpty()) {
            return Finding.wrong(
                    name,
                    "None of " + String.join(", ", task.chain()) + " is offered.",
                    "Name offered models for " + name + " in a routing file of your own (--routing).");
        }
        if (!usable.get().equals(task.model())) {
            return Finding.note(name, task.model() + " is not offered; " + usable.get() + " takes its place.", "");
        }
        String retires =
                catalog.find(usable.get()).map(MistralModel::deprecation).orElse(null);
        return retires == null ? Finding.good(name, usable.get()) : retirement(name, usable.get(), retires);
    }

    private static Finding retirement(String name, String model, String moment) {
        String date = moment.split("T", 2)[0];
        boolean gone = date.compareTo(LocalDate.now().toString()) <= 0;
        return Finding.note(
                name,
                model + (gone ? " was to retire on " : " retires on ") + date + ".",
                "Change it in the routing file.");
    }

    private Finding store(EmbeddingSpace space) {
        Path folder = settings.cacheFolder()
                .resolve("doctor-" + ProcessHandle.current().pid());
        if (settings.store() == StoreUrl.MEMORY) {
            return Finding.good("store", "in memory, saved in the cache folder");
        }
        try (PassageIndex index = settings.store().open(folder, space, PassageSplitter.VERSION)) {
            return Finding.good("store", index.place() + ", " + index.passages() + " passages");
        } catch (StoreException e) {
            return Finding.wrong("store", message(e), "Check host, port, user, password and database.");
        }
    }

    private static String message(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}

package io.github.mistral4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mistral4j.MistralModel;
import io.github.mistral4j.examples.app.Api;
import io.github.mistral4j.examples.app.Catalog;
import io.github.mistral4j.examples.app.Settings;
import io.github.mistral4j.examples.routing.ModelInfo;
import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        description = "What the key can use, for which task, at which price, and until when.")
final class ModelsCommand implements Callable<Integer> {

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    /** A model, whether the server lists it, the routing file names it, or both. */
    private record Row(
            String id,
            List<String> tasks,
            @Nullable ModelInfo price,
            @Nullable MistralModel listed) {

        String retirement() {
            return listed == null || listed.deprecation() == null
                    ? ""
                    : listed.deprecation().split("T", 2)[0];
        }
    }

    @Override
    public Integer call() {
        Screen screen = program.screen();
        Settings settings = program.settings(common);
        RoutingTable table = settings.table();
        try (Api api = Api.open(settings.api())) {
            List<Row> rows = rows(Catalog.of(api), table);
            if (common.json) {
                screen.line(JsonOutput.text(json(rows)));
            } else {
                Banner.show(screen, api);
                text(rows, table, screen);
            }
        }
        return ExitCode.DONE;
    }

    private static List<Row> rows(Catalog catalog, RoutingTable table) {
        List<Row> rows = new ArrayList<>();
        table.models()
                .forEach((id, info) -> rows.add(
                        new Row(id, tasks(id, table), info, catalog.find(id).orElse(null))));
        rows.add(new Row(
                table.embeddingModel(),
                List.of("embeddings"),
                new ModelInfo(table.embeddingPrice(), 0, 0, false, false),
                catalog.find(table.embeddingModel()).orElse(null)));
        catalog.models().stream()
                .filter(model -> rows.stream().noneMatch(row -> model.isNamed(row.id())))
                .sorted(Comparator.comparing(MistralModel::id))
                .forEach(model -> rows.add(new Row(model.id(), List.of(), null, model)));
        return rows;
    }

    private static List<String> tasks(String model, RoutingTable table) {
        List<String> tasks = new ArrayList<>();
        table.tasks().forEach((name, task) -> {
            if (task.model().equals(model)) {
                tasks.add(name);
            } else if (task.fallbacks().contains(model)) {
                tasks.add("(" + name + ")");
            }
        });
        return tasks;
    }

    private void text(List<Row> rows, RoutingTable table, Screen screen) {
        screen.line(screen.style()
                .bold(String.format(
                        "%-20s %13s %9s  %-10s  %s",
                        "Model", "$/M in / out", "Context", "Retires", "Tasks (fall-backs)")));
        for (Row row : rows) {
            String price = row.price() == null
                    ? ""
                    : String.format(
                            Locale.ROOT,
                            "%.2f / %.2f",
                            row.price().input(),
                            row.price().output());
            String context = row.listed() == null || row.listed().maxContextLength() == null
                    ? ""
                    : String.format(Locale.ROOT, "%,d", row.listed().maxContextLength());
            String head = String.format("%-20s %13s %9s  %-10s  ", row.id(), price, context, row.retirement());
            String tasks = String.join(" ", row.tasks())
                    + (row.listed() == null ? screen.style().bad(" not offered") : "");
            List<String> lines = screen.wrap(tasks, Math.max(20, screen.width() - head.length()));
            screen.line((head + lines.get(0)).stripTrailing());
            lines.stream().skip(1).forEach(line -> screen.line(" ".repeat(head.length()) + line));
        }
        screen.blank();
        screen.paragraph(
                0,
                "Prices of " + table.pricesOf()
                        + ", from the routing file; models without one are offered but not routed to.");
    }

    private static ArrayNode json(List<Row> rows) {
        ArrayNode list = JsonOutput.object().putArray("models");
        for (Row row : rows) {
            ObjectNode json = JsonOutput.object().put("id", row.id()).put("offered", row.listed() != null);
            ArrayNode tasks = json.putArray("tasks");
            row.tasks().forEach(tasks::add);
            if (row.price() != null) {
                json.put("inputPrice", row.price().input())
                        .put("outputPrice", row.price().output());
            }
            if (row.listed() != null) {
                json.put("contextLength", row.listed().maxContextLength());
                json.put("retires", row.listed().deprecation());
                json.put("replacement", row.listed().deprecationReplacementModel());
                ArrayNode capabilities = json.putArray("capabilities");
                row.listed().capabilities().stream().sorted().forEach(capabilities::add);
            }
            list.add(json);
        }
        return list;
    }
}

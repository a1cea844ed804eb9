package io.github.mistral4j.examples.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.github.mistral4j.examples.app.Checkup;
import io.github.mistral4j.examples.app.Checkup.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Checks key, server, models, clock and files; says what is wrong and what to do.")
final class DoctorCommand implements Callable<Integer> {

    @ParentCommand
    private RagCommand program;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() {
        Screen screen = program.screen();
        List<Finding> findings = new ArrayList<>();
        new Checkup(program.settings(common)).run(finding -> {
            findings.add(finding);
            if (!common.json) {
                show(finding, screen);
            }
        });
        boolean healthy = findings.stream().noneMatch(finding -> finding.state() == Checkup.State.WRONG);
        if (common.json) {
            ArrayNode list = JsonOutput.object().putArray("findings");
            findings.forEach(finding -> list.addPOJO(finding));
            screen.line(JsonOutput.text(list));
        } else {
            screen.blank();
            screen.line(healthy ? "Everything that is needed works." : "Do what is said above and run it again.");
        }
        return healthy ? ExitCode.DONE : ExitCode.DOCTOR;
    }

    private static void show(Finding finding, Screen screen) {
        Style style = screen.style();
        String sign = switch (finding.state()) {
            case GOOD -> style.good("ok  ");
            case NOTE -> style.accent("note");
            case WRONG -> style.bad("bad ");
        };
        List<String> lines = screen.wrap(finding.text(), screen.width() - 17);
        screen.line(sign + "  " + style.bold(String.format("%-10s", finding.subject())) + " " + lines.get(0));
        lines.stream().skip(1).forEach(line -> screen.line(" ".repeat(17) + line));
        if (!finding.remedy().isEmpty()) {
            screen.wrap("→ " + finding.remedy(), screen.width() - 17)
                    .forEach(line -> screen.line(" ".repeat(17) + line));
        }
    }
}

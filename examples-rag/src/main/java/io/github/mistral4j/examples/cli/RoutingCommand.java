package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.routing.RoutingTable;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "routing",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the routing file of the program: which model takes which question.",
            "Change a copy and give it with --routing FILE."
        })
final class RoutingCommand implements Callable<Integer> {

    @ParentCommand
    private RagCommand program;

    @Override
    public Integer call() {
        program.screen().line(RoutingTable.bundledText().stripTrailing());
        return ExitCode.DONE;
    }
}

package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Child;
import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.Samples;
import java.io.IOException;

/** W8: one call and then the end. Prints how many kilobytes are resident. */
public final class FirstCall {

    private FirstCall() {}

    public static void main(String[] arguments) throws IOException {
        Contender contender = Worker.create(arguments[0], arguments[1]);
        contender.ask(Samples.QUESTION);
        System.out.println(Child.MARK);
        System.out.println(Child.MARK + Heap.resident() / 1_024);
        System.exit(0);
    }
}

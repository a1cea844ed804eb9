package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Contender;
import io.github.mistral4j.benchmarks.harness.stub.Mode;
import java.util.List;
import java.util.Map;

/** What a contender is made to do. Runs inside the worker. */
public interface Workload {

    /** The figure that says how many calls a round was, where a round is a time. */
    String CALLS = "calls";

    /** The stub's way of answering. */
    Mode mode();

    /** The figures of a round; the first one is what contenders are compared by. */
    List<Metric> metrics();

    /** Runs once, for about the given time where the workload has no length of its own. */
    Map<String, Double> run(Contender contender, double seconds) throws Exception;

    /** Makes the JIT compiler do its work first, in stretches of that length. */
    default void warmUp(Contender contender, double seconds) throws Exception {
        JitCompiler.settle(() -> run(contender, seconds));
    }

    /** The same for a quick look, in which slow contenders stay cold. */
    default void warmUpBriefly(Contender contender, double seconds) throws Exception {
        run(contender, seconds);
    }

    /** Whether warming up costs so little that all contenders can do it at the same time. */
    default boolean warmUpTogether() {
        return false;
    }

    /** Whether each round has a contender of its own, which has no connection yet. */
    default boolean beginsCold() {
        return false;
    }

    /** Whether handing a stream over to another thread is part of what is measured. */
    default boolean measuresHandOver() {
        return false;
    }

    /** How many rounds; half as many in quick mode. */
    default int rounds() {
        return 8;
    }

    default double roundSeconds() {
        return 0.7;
    }

    default double warmUpSeconds() {
        return 4;
    }
}

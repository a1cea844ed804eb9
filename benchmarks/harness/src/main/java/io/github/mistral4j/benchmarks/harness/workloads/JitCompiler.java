package io.github.mistral4j.benchmarks.harness.workloads;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** The JIT compiler of this JVM. */
final class JitCompiler {

    private static final CompilationMXBean COMPILER = ManagementFactory.getCompilationMXBean();
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(90);
    private static final double LITTLE = 0.02;
    private static final int CALM_ROUNDS = 3;

    private JitCompiler() {}

    /**
     * Runs the work again and again until there is little left to compile: on few cores the compiler starves beside many callers.
     * What it is compiling counts when it is done, so that one calm round says nothing.
     */
    static void settle(Callable<?> work) throws Exception {
        long start = System.nanoTime();
        int calm = 0;
        while (calm < CALM_ROUNDS && System.nanoTime() - start < MOST_NANOS) {
            long compiled = COMPILER.getTotalCompilationTime();
            long before = System.nanoTime();
            work.call();
            double busy = (COMPILER.getTotalCompilationTime() - compiled) * 1e6 / (System.nanoTime() - before);
            calm = busy < LITTLE ? calm + 1 : 0;
        }
    }
}

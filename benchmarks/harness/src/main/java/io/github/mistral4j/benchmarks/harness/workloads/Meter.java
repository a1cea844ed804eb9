package io.github.mistral4j.benchmarks.harness.workloads;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;

/** Time, CPU time and allocation of this whole JVM between two points. */
final class Meter {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final Map<Long, Long> allocated = new HashMap<>();
    private final long totalAllocated;
    private final long cpu;
    private final long time;

    private long nanos;
    private long cpuNanos;
    private long bytes;
    private int peakThreads;

    private Meter() {
        totalAllocated = total();
        if (totalAllocated < 0) {
            allocated.putAll(allocatedByThread());
        }
        THREADS.resetPeakThreadCount();
        cpu = SYSTEM.getProcessCpuTime();
        time = System.nanoTime();
    }

    static Meter start() {
        return new Meter();
    }

    Meter stop() {
        nanos = System.nanoTime() - time;
        cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
        peakThreads = THREADS.getPeakThreadCount();
        if (totalAllocated >= 0) {
            bytes = total() - totalAllocated;
        } else {
            allocatedByThread().forEach((thread, count) -> bytes += count - allocated.getOrDefault(thread, 0L));
        }
        return this;
    }

    double nanos() {
        return nanos;
    }

    double cpuNanos() {
        return cpuNanos;
    }

    /** Threads that ended in between are missed before JDK 21. */
    double bytes() {
        return bytes;
    }

    /** Platform threads only. */
    double peakThreads() {
        return peakThreads;
    }

    private static Map<Long, Long> allocatedByThread() {
        long[] ids = THREADS.getAllThreadIds();
        long[] counts = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> byThread = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            byThread.put(ids[i], Math.max(0, counts[i]));
        }
        return byThread;
    }

    /** What all threads have allocated, virtual and ended ones too; -1 before JDK 21. */
    private static long total() {
        try {
            Method method = ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
            return (long) method.invoke(THREADS);
        } catch (ReflectiveOperationException e) {
            return -1;
        }
    }
}

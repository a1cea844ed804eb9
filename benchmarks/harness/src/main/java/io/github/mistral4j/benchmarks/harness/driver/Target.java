package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.stub.StubStatistics;
import java.util.List;
import java.util.Locale;

/**
 * What the provider has to reach.
 *
 * @param than a contender's module, empty for an absolute figure
 * @param atMost whether {@code bound} is the most or the least
 * @param inverted whether it is the other contender's figure divided by the provider's that counts
 */
record Target(String metric, String than, boolean atMost, double bound, boolean inverted) {

    static List<Target> of(String workload) {
        return switch (workload) {
            case "W1" ->
                List.of(most("time", Entry.LIMIT, 1.1), most("allocated", Entry.LIMIT, 1.2), timesFaster("time", 2));
            case "W2" ->
                List.of(
                        least("calls/s", Entry.LIMIT, 0.9),
                        most("cpu", Entry.LIMIT, 1.15),
                        least("calls/s", Entry.EXISTING, 2.5),
                        most(StubStatistics.NEW_CONNECTIONS, 0));
            case "W3" ->
                List.of(most("time", Entry.LIMIT, 1.8), most("allocated", Entry.LIMIT, 1.2), timesFaster("time", 2));
            case "W4" ->
                List.of(
                        least("chunks/s", Entry.LIMIT, 0.9),
                        most("per chunk", 150),
                        most("first token", Entry.LIMIT, 1.3),
                        least("chunks/s", Entry.EXISTING, 2.2));
            case "W5" -> List.of(most("cpu", Entry.LIMIT, 1.0));
            case "W6" -> List.of(most("time", Entry.LIMIT, 0.75), most("allocated", Entry.LIMIT, 1.2));
            case "W6b" -> List.of(most("time", 2.5));
            case "W7" -> List.of(most("time", Entry.LIMIT, 1.15), most("allocated", 100));
            case "W8" -> List.of(most("time", Entry.LIMIT, 1.15), most("class path", 7));
            case "W9" -> List.of(least("complete", "", 1_000), most("last/first", Entry.LIMIT, 1.0));
            case "W9-25" -> List.of(least("complete", "", 1_000), most("last/first", 3), most("threads", 49));
            case "W10" -> List.of(least("complete", "", 64), most("cold last", Entry.LIMIT, 1.15));
            case "W11" -> List.of(least("complete", "", 1_000), most("cold last", Entry.LIMIT, 1.15));
            case "W12" -> List.of(most("first token", Entry.LIMIT, 1.1));
            default -> List.of();
        };
    }

    private static Target most(String metric, double bound) {
        return most(metric, "", bound);
    }

    private static Target most(String metric, String than, double bound) {
        return new Target(metric, than, true, bound, false);
    }

    private static Target least(String metric, String than, double bound) {
        return new Target(metric, than, false, bound, false);
    }

    private static Target timesFaster(String metric, double bound) {
        return new Target(metric, Entry.EXISTING, false, bound, true);
    }

    /** One line: the target, what came out, and whether that is enough. */
    String verdict(Results results) {
        if (!results.has(Entry.PROVIDER) || !than.isEmpty() && !results.has(than)) {
            return String.format(Locale.ROOT, "  target %-52s not measured", this);
        }
        double value = than.isEmpty()
                ? results.median(Entry.PROVIDER, metric)
                : inverted ? results.ratio(than, Entry.PROVIDER, metric) : results.ratio(Entry.PROVIDER, than, metric);
        boolean reached = atMost ? value <= bound : value >= bound;
        return String.format(Locale.ROOT, "  target %-52s %8.2f  %s", this, value, reached ? "reached" : "MISSED");
    }

    @Override
    public String toString() {
        String subject =
                than.isEmpty() ? metric : inverted ? metric + ", " + than + " / provider" : metric + " / " + than;
        return subject + (atMost ? " at most " : " at least ") + bound;
    }
}

package io.github.mistral4j.benchmarks.harness.workloads;

import io.github.mistral4j.benchmarks.harness.Child;
import io.github.mistral4j.benchmarks.harness.Contender;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs one workload on one contender in a JVM of its own and does what the driver says on standard input: {@code warm SECONDS}, {@code brief SECONDS}, {@code round SECONDS}. Answers each with one line.
 */
public final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        Workload workload = Workloads.named(arguments[0]);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Contender contender = create(arguments[1], arguments[2])) {
            String command;
            while ((command = commands.readLine()) != null) {
                if (workload.beginsCold() && command.startsWith("round")) {
                    try (Contender cold = create(arguments[1], arguments[2])) {
                        System.out.println(Child.MARK + answer(workload, cold, command));
                    }
                } else {
                    System.out.println(Child.MARK + answer(workload, contender, command));
                }
            }
        }
    }

    static Contender create(String className, String baseUrl) {
        try {
            return (Contender)
                    Class.forName(className).getConstructor(String.class).newInstance(baseUrl);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className, e);
        }
    }

    private static String answer(Workload workload, Contender contender, String command) {
        double seconds = Double.parseDouble(command.substring(command.indexOf(' ') + 1));
        try {
            if (command.startsWith("warm")) {
                workload.warmUp(contender, seconds);
                return "";
            }
            if (command.startsWith("brief")) {
                workload.warmUpBriefly(contender, seconds);
                return "";
            }
            return text(workload.run(contender, seconds));
        } catch (UnsupportedOperationException e) {
            return "unsupported";
        } catch (Exception e) {
            e.printStackTrace();
            return "failed " + e;
        }
    }

    private static String text(Map<String, Double> figures) {
        return figures.entrySet().stream()
                .map(figure -> figure.getKey() + "=" + figure.getValue())
                .collect(Collectors.joining(";"));
    }
}

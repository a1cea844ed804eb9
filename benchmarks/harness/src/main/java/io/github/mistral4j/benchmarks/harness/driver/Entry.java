package io.github.mistral4j.benchmarks.harness.driver;

import io.github.mistral4j.benchmarks.harness.workloads.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A contender as the driver knows it.
 *
 * @param module its folder
 * @param title its name and version in the table
 */
record Entry(String module, String title, String className, String classPath) {

    static final String LIMIT = "limit";
    static final String PROVIDER = "provider";
    static final String EXISTING = "existing";

    private static final String PACKAGE = "io.github.mistral4j.benchmarks.";

    /** The contenders that have been built, or those among them whose modules are named. */
    static List<Entry> all(Path benchmarks, String only) throws IOException {
        List<Entry> entries = new ArrayList<>();
        add(entries, benchmarks, LIMIT, "raw OkHttp (limit)", "okhttp-jvm", "limit.LimitContender");
        add(entries, benchmarks, PROVIDER, "this provider", "", "provider.ProviderContender");
        add(
                entries,
                benchmarks,
                EXISTING,
                "langchain4j-mistral-ai",
                "langchain4j-mistral-ai",
                "existing.ExistingContender");
        add(
                entries,
                benchmarks,
                "spring-ai",
                "spring-ai-mistral-ai",
                "spring-ai-mistral-ai",
                "springai.SpringAiContender");
        add(entries, benchmarks, "openai", "openai-java", "openai-java", "openai.OpenAiContender");
        addBaseline(entries, System.getProperty("benchmarks.baseline", ""));
        entries.removeIf(entry -> !only.isEmpty() && !List.of(only.split(",")).contains(entry.module()));
        return entries;
    }

    /** The limit once more without handing over to another thread, where that is what a workload is about. */
    static List<Entry> withSameThread(List<Entry> entries, Workload workload) {
        if (!workload.measuresHandOver() || !entries.get(0).module().equals(LIMIT)) {
            return entries;
        }
        List<Entry> all = new ArrayList<>(entries);
        String className = PACKAGE + "limit.SameThreadContender";
        all.add(
                1,
                new Entry(
                        "same-thread",
                        "the same, on one thread",
                        className,
                        entries.get(0).classPath()));
        return all;
    }

    /** The provider once more, with another jar of the library, for the effect of a change. */
    private static void addBaseline(List<Entry> entries, String jar) {
        if (!jar.isEmpty()) {
            Entry provider = entries.get(1);
            String classPath = provider.classPath().replaceAll("[^:]*/langchain4j-mistral-provider-[^:/]*\\.jar", jar);
            entries.add(2, new Entry("baseline", "baseline", provider.className(), classPath));
        }
    }

    private static void add(
            List<Entry> entries, Path benchmarks, String module, String title, String artifact, String className)
            throws IOException {
        Path file = benchmarks.resolve(module + "/target/classpath");
        if (Files.exists(file)) {
            String libraries = Files.readString(file).strip();
            String version = artifact.isEmpty() ? "" : version(libraries, artifact);
            String classes = benchmarks.resolve(module + "/target/classes").toString();
            entries.add(new Entry(
                    module, (title + version).strip(), PACKAGE + className, classes + File.pathSeparator + libraries));
        }
    }

    private static String version(String libraries, String artifact) {
        for (String path : libraries.split(File.pathSeparator)) {
            String name = Path.of(path).getFileName().toString();
            if (name.startsWith(artifact + "-") && Character.isDigit(name.charAt(artifact.length() + 1))) {
                return " " + name.substring(artifact.length() + 1, name.length() - 4);
            }
        }
        return "";
    }

    /** The size of the jars that an application has to ship, without the benchmark's own classes. */
    double classPathMegabytes() throws IOException {
        long bytes = 0;
        for (String path : classPath.split(File.pathSeparator)) {
            Path jar = Path.of(path);
            if (Files.isRegularFile(jar) && !jar.getFileName().toString().startsWith("mistral4j-benchmarks")) {
                bytes += Files.size(jar);
            }
        }
        return bytes / 1e6;
    }
}

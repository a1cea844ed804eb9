package io.github.mistral4j.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the libraries unpack what they bring for the machine, some 16 MB for each run: a folder in the cache that goes with the
 * process, instead of the temporary folder, where it would stay.
 */
final class ScratchFolder {

    /** Of a process that was killed, or on Windows, where a library in use cannot be deleted. */
    private static final Duration ABANDONED = Duration.ofDays(1);

    private final @Nullable Path folder;

    private ScratchFolder(@Nullable Path folder) {
        this.folder = folder;
    }

    static ScratchFolder in(Path cache) {
        Path all = cache.resolve("tmp");
        try {
            Path folder = Files.createDirectories(
                    all.resolve(Long.toString(ProcessHandle.current().pid())));
            abandoned(all).forEach(ScratchFolder::delete);
            System.setProperty("java.io.tmpdir", folder.toString());
            ScratchFolder scratch = new ScratchFolder(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(scratch::delete));
            return scratch;
        } catch (IOException e) {
            // Whoever needs the cache says so; help does not.
            return new ScratchFolder(null);
        }
    }

    void delete() {
        if (folder != null) {
            delete(folder);
        }
    }

    private static List<Path> abandoned(Path all) throws IOException {
        try (Stream<Path> folders = Files.list(all)) {
            return folders.filter(folder -> age(folder).compareTo(ABANDONED) > 0)
                    .toList();
        }
    }

    private static Duration age(Path folder) {
        try {
            return Duration.between(Files.getLastModifiedTime(folder).toInstant(), Instant.now());
        } catch (IOException e) {
            return Duration.ZERO;
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            // It is tried again by a later run.
        }
    }
}

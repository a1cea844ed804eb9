package io.github.mistral4j.recordings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The replay server that lies beside the recordings of the real API, as a process of its own. */
final class ReplayServer implements AutoCloseable {

    private final Process process;
    private final String url;

    private ReplayServer(Process process, String url) {
        this.process = process;
        this.url = url;
    }

    /** The folder with the recordings, which are not part of this repository; null where it is missing. */
    static @Nullable Path folder() {
        String given = System.getProperty("recordings", "");
        Path folder = given.isEmpty() ? Path.of("../../shared/recordings") : Path.of(given);
        return Files.isRegularFile(folder.resolve("server.py"))
                ? folder.toAbsolutePath().normalize()
                : null;
    }

    static ReplayServer start(Path folder) throws IOException {
        Process process = new ProcessBuilder(
                        "python3", folder.resolve("server.py").toString(), "0")
                .redirectErrorStream(true)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("listening ")) {
            throw new IOException("the replay server does not start: " + line);
        }
        return new ReplayServer(process, line.substring("listening ".length()));
    }

    String baseUrl(String mode, String id) {
        return url + "/" + mode + "/" + id + "/v1";
    }

    @Override
    public void close() {
        process.destroy();
    }
}

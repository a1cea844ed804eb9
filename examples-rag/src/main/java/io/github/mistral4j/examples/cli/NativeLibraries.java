package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.store.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Keeps what the libraries bring for the machine in the cache. Left alone, they unpack some 16 MB into the temporary folder in each
 * run, where they stay.
 */
final class NativeLibraries {

    private static final List<String> ONNX = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeLibraries() {}

    static void keepIn(Path cache) {
        System.setProperty("DJL_CACHE_DIR", cache.resolve("djl").toString());
        System.setProperty("pdfbox.fontcache", cache.toString());
        System.setProperty("jline.tmpdir", cache.toString());
        try {
            if (!Files.isDirectory(cache)) {
                PrivateFiles.createFolder(cache);
            }
            Path folder = cache.resolve("onnxruntime");
            for (String name : ONNX) {
                unpack(System.mapLibraryName(name), folder);
            }
            System.setProperty("onnxruntime.native.path", folder.toString());
        } catch (IOException e) {
            // Whoever needs the cache says so; help does not.
        }
    }

    /** Of what onnxruntime makes all the same: a folder with nothing in it, which it would delete at an orderly exit. */
    static void deleteEmptyFolders() {
        Instant start = ProcessHandle.current().info().startInstant().orElse(Instant.MAX);
        try (DirectoryStream<Path> folders =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "onnxruntime-java*")) {
            for (Path folder : folders) {
                if (!Files.getLastModifiedTime(folder).toInstant().isBefore(start)) {
                    Files.delete(folder);
                }
            }
        } catch (IOException e) {
            // Not empty, so it is somebody else's.
        }
    }

    /** A file of another length is of another version, or of a run that was killed. */
    private static void unpack(String library, Path folder) throws IOException {
        try (InputStream in =
                NativeLibraries.class.getResourceAsStream("/ai/onnxruntime/native/" + platform() + library)) {
            if (in == null) {
                throw new IOException("not for this machine");
            }
            byte[] bytes = in.readAllBytes();
            Path kept = folder.resolve(library);
            if (Files.exists(kept) && Files.size(kept) == bytes.length) {
                return;
            }
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, library, ".part");
            Files.write(part, bytes);
            Files.move(part, kept, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return (os.contains("win") ? "win" : os.contains("mac") ? "osx" : "linux")
                + (arch.contains("aarch64") ? "-aarch64/" : "-x64/");
    }
}

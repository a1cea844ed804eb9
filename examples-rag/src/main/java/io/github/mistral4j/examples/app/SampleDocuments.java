package io.github.mistral4j.examples.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The documents of the invented company Rimfell, copied from the program to a folder, so that they are like any others. */
public final class SampleDocuments {

    private static final String RESOURCE = "/sample-docs";

    private SampleDocuments() {}

    public static Path in(Path cacheFolder) {
        Path folder = cacheFolder.resolve("sample-docs");
        URL resource = SampleDocuments.class.getResource(RESOURCE);
        try {
            URI uri = resource.toURI();
            if (uri.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(jar.getPath(RESOURCE), folder);
                }
            } else {
                copy(Path.of(uri), folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the sample documents to " + folder, e);
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> documents;
        try (Stream<Path> files = Files.list(from)) {
            documents = files.toList();
        }
        for (Path document : documents) {
            byte[] content = Files.readAllBytes(document);
            Path copy = to.resolve(document.getFileName().toString());
            if (!Files.exists(copy) || !Arrays.equals(content, Files.readAllBytes(copy))) {
                Files.write(copy, content);
            }
        }
    }
}

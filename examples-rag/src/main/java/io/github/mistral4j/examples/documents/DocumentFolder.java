package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The documents under a folder, in the order of their names. Hidden files and folders are left out. */
public final class DocumentFolder {

    /** A file above this is most likely not a document, and would be held in memory as a whole. */
    private static final long LARGEST_FILE = 64L << 20;

    private final Path root;

    public DocumentFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(this.root)) {
            throw new DocumentException("No such folder: " + root + ". Give one with --docs.");
        }
    }

    public Path root() {
        return root;
    }

    public List<DocumentFile> files() {
        List<DocumentFile> files = new ArrayList<>();
        try {
            Files.walkFileTree(root, new Collector(files));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
        files.sort(Comparator.comparing(DocumentFile::name));
        return files;
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<DocumentFile> files;

        Collector(List<DocumentFile> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return !folder.equals(root) && isHidden(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file) && DocumentReader.canRead(file) && attributes.size() <= LARGEST_FILE) {
                String name = root.relativize(file).toString().replace('\\', '/');
                files.add(new DocumentFile(name, file, attributes.size()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }

        private static boolean isHidden(Path path) {
            return path.getFileName().toString().startsWith(".");
        }
    }
}

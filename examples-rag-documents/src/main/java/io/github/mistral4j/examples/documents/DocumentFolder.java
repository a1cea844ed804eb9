package io.github.mistral4j.examples.documents;

import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The documents under a folder. Hidden files and folders are none. A link is followed to a file inside the folder only, and what is no
 * regular file is never opened: reading a pipe would wait for ever.
 */
public final class DocumentFolder {

    /** A file above this is most likely not a document, and would be held in memory as a whole. */
    private static final long LARGEST_FILE = 64L << 20;

    private final Path root;

    /**
     * What was found.
     *
     * @param files in the order of their names
     */
    public record Listing(List<DocumentFile> files, List<LeftOut> leftOut) {}

    public DocumentFolder(Path root) {
        try {
            this.root = root.toRealPath();
        } catch (IOException e) {
            throw new DocumentException("No such folder: " + root + ". Give one with --docs.", e);
        }
        if (!Files.isDirectory(this.root) || !Files.isReadable(this.root)) {
            throw new DocumentException("Not a folder that can be read: " + root + ". Give one with --docs.");
        }
    }

    public Path root() {
        return root;
    }

    public List<DocumentFile> files() {
        return list().files();
    }

    public Listing list() {
        Collector found = new Collector();
        try {
            Files.walkFileTree(root, found);
        } catch (IOException e) {
            throw new DocumentException("Cannot list " + root + ": " + e.getMessage(), e);
        }
        found.files.sort(Comparator.comparing(DocumentFile::name).thenComparing(DocumentFile::path));
        found.leftOut.sort(Comparator.comparing(LeftOut::file));
        return new Listing(distinct(found.files), found.leftOut);
    }

    /** Names in another encoding than the system's become the same when their letters are lost. */
    private static List<DocumentFile> distinct(List<DocumentFile> files) {
        Map<String, Integer> seen = new HashMap<>();
        return files.stream()
                .map(file -> {
                    int same = seen.merge(file.name(), 1, Integer::sum);
                    String name = same == 1 ? file.name() : file.name() + " (" + same + ")";
                    return new DocumentFile(name, file.path(), file.bytes());
                })
                .toList();
    }

    private final class Collector extends SimpleFileVisitor<Path> {

        private final List<DocumentFile> files = new ArrayList<>();
        private final List<LeftOut> leftOut = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return isHidden(root.relativize(folder)) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!isHidden(file.getFileName())) {
                if (attributes.isSymbolicLink()) {
                    link(file);
                } else {
                    take(file, attributes);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            leaveOut(file, Reason.UNREADABLE, Files.isDirectory(file) ? "/" : "");
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
            if (e != null) {
                leaveOut(folder, Reason.UNREADABLE, "/");
            }
            return FileVisitResult.CONTINUE;
        }

        private void link(Path link) {
            Path target;
            try {
                target = link.toRealPath();
                if (!target.startsWith(root)) {
                    leaveOut(link, Reason.OUTSIDE, "");
                } else if (isHidden(root.relativize(target))) {
                    take(link, Files.readAttributes(target, BasicFileAttributes.class));
                }
                // Else it is found under its own name.
            } catch (IOException e) {
                leaveOut(link, Reason.DANGLING, "");
            }
        }

        private void take(Path file, BasicFileAttributes attributes) {
            if (!attributes.isRegularFile()) {
                leaveOut(file, Reason.NO_FILE, "");
            } else if (!DocumentReader.canRead(file)) {
                leaveOut(file, Reason.TYPE, "");
            } else if (attributes.size() > LARGEST_FILE) {
                leaveOut(file, Reason.TOO_LARGE, "");
            } else if (!Files.isReadable(file)) {
                leaveOut(file, Reason.UNREADABLE, "");
            } else {
                files.add(new DocumentFile(name(file), file, attributes.size()));
            }
        }

        private void leaveOut(Path file, Reason reason, String end) {
            leftOut.add(new LeftOut(name(file) + end, reason, ""));
        }

        private String name(Path file) {
            return root.relativize(file).toString().replace('\\', '/');
        }

        private static boolean isHidden(Path inside) {
            return StreamSupport.stream(inside.spliterator(), false)
                    .anyMatch(part -> part.toString().startsWith("."));
        }
    }
}

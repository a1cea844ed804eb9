package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** A document as it stands in its folder now, for whoever wants to read around a passage. */
public final class OriginalDocument {

    private final DocumentFile file;

    private OriginalDocument(DocumentFile file) {
        this.file = file;
    }

    /** @param name of a document in the index; other names must not get here, the check against {@code ..} is a second fence */
    public static OriginalDocument in(Path folder, String name) {
        Path root = folder.toAbsolutePath().normalize();
        Path path = root.resolve(name).normalize();
        if (!path.startsWith(root) || !DocumentReader.canRead(path) || !Files.isRegularFile(path)) {
            return listed(folder, name);
        }
        try {
            if (!path.toRealPath().startsWith(root.toRealPath())) {
                throw new DocumentException("The document " + name + " is outside of the folder.");
            }
            return new OriginalDocument(new DocumentFile(name, path, Files.size(path)));
        } catch (IOException e) {
            throw new DocumentException("Cannot read " + name + ".", e);
        }
    }

    /** The name of a file can be another than its path: that of some is no valid text. */
    private static OriginalDocument listed(Path folder, String name) {
        return new DocumentFolder(folder)
                .files().stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst()
                        .map(OriginalDocument::new)
                        .orElseThrow(() -> new DocumentException("There is no document " + name
                                + " any more. Run ingest to bring the index up to date."));
    }

    public DocumentText text() {
        return DocumentReader.textOf(file);
    }

    public FileTime lastModified() {
        try {
            return Files.getLastModifiedTime(file.path());
        } catch (IOException e) {
            throw new DocumentException("Cannot read " + file.name() + ".", e);
        }
    }
}

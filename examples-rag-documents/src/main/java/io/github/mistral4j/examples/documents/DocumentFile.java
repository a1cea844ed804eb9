package io.github.mistral4j.examples.documents;

import java.nio.file.Path;

/**
 * A document that can be read.
 *
 * @param name the path inside the folder, with forward slashes; what citations show
 */
public record DocumentFile(String name, Path path, long bytes) {}

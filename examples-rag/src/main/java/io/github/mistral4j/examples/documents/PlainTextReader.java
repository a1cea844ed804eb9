package io.github.mistral4j.examples.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Text and Markdown; bytes that are not UTF-8 become replacement characters. */
final class PlainTextReader implements DocumentReader {

    @Override
    public DocumentText read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<Line> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            lines.add(new Line(lines.size() + 1, line.stripTrailing()));
        }
        return new DocumentText(lines, false);
    }
}

package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Text and Markdown in any encoding that can be told. LangChain4j's {@code TextDocumentParser} wants to be told the encoding. */
public final class PlainTextDocumentParser implements DocumentParser {

    @Override
    public Document parse(InputStream in) {
        try {
            TextEncoding.Decoded decoded = TextEncoding.decode(in.readAllBytes(), null);
            List<Line> lines = new ArrayList<>();
            for (String line : decoded.text().lines().toList()) {
                lines.add(new Line(lines.size() + 1, line.stripTrailing()));
            }
            LeftOut gap = decoded.note() == null ? null : new LeftOut("", decoded.note(), "");
            return new DocumentText(lines, false, gap).toDocument();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

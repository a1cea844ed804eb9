package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;

/**
 * A web page as Markdown without its navigation, each piece with the lines of the file it comes from. LangChain4j's jsoup transformer
 * gives one text without lines.
 */
public final class HtmlDocumentParser implements DocumentParser {

    private static final Pattern CHARSET = Pattern.compile("(?i)(?:charset|encoding)\\s*=\\s*[\"']?([\\w:.-]+)");
    private static final int HEAD = 4096;

    @Override
    public Document parse(InputStream in) {
        try {
            byte[] bytes = in.readAllBytes();
            String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
            Matcher charset = CHARSET.matcher(head);
            TextEncoding.Decoded decoded = TextEncoding.decode(bytes, charset.find() ? charset.group(1) : null);
            org.jsoup.nodes.Document page =
                    Jsoup.parse(decoded.text(), "", Parser.htmlParser().setTrackPosition(true));
            Navigation.removeFrom(page);
            LeftOut gap = decoded.note() == null ? null : new LeftOut("", decoded.note(), "");
            return new DocumentText(new HtmlLines().of(page), false, gap).toDocument();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

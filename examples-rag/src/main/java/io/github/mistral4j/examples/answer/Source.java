package io.github.mistral4j.examples.answer;

import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.ContentMetadata;
import io.github.mistral4j.examples.documents.Passage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A passage that went into the prompt.
 *
 * @param number its mark: {@code [number]}
 * @param score its {@link io.github.mistral4j.examples.search.Relevance relevance}, 0 to 1
 * @param suspicious whether it seems to give orders to a language model
 */
public record Source(int number, Passage passage, double score, boolean suspicious) {

    private static final int EXCERPT = 160;
    private static final Pattern RULER = Pattern.compile("(?m)^\\|[|:\\s-]+\\|$\\n?");
    private static final Pattern ROW = Pattern.compile("(?m) *\\|? *\\n\\| *|^\\| *| *\\|$");
    private static final Pattern CELL = Pattern.compile(" +\\| +");
    private static final Pattern MARKUP = Pattern.compile("\\*\\*|`+(\\w+(?=\\n))?|(?m)^(- |#+ |> )");

    static List<Source> numbered(List<Content> passages) {
        List<Source> sources = new ArrayList<>();
        for (Content content : passages) {
            Passage passage = Passage.of(content.textSegment());
            double score = (Double) content.metadata().get(ContentMetadata.SCORE);
            sources.add(new Source(sources.size() + 1, passage, score, Orders.in(passage.text())));
        }
        return sources;
    }

    /** The beginning, on one line and without markup. */
    public String excerpt() {
        String line = RULER.matcher(passage.text()).replaceAll("");
        line = ROW.matcher(line.strip()).replaceAll("; ").replaceAll("^; |; $", "");
        line = CELL.matcher(line).replaceAll(", ");
        line = MARKUP.matcher(line).replaceAll("").replaceAll("\\s+", " ").strip();
        return line.length() <= EXCERPT ? line : line.substring(0, EXCERPT - 1).strip() + "…";
    }
}

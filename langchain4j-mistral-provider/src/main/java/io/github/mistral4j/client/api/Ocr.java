package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code POST /v1/ocr}.
 *
 * @param documentAnnotation {@code document_annotation}: JSON text, where one was asked for
 * @param pagesProcessed {@code usage_info.pages_processed}, for the bill
 */
public record Ocr(
        @Nullable String model,
        List<Page> pages,
        @Nullable String documentAnnotation,
        @Nullable Integer pagesProcessed,
        @Nullable Long docSizeBytes) {

    public Ocr {
        pages = List.copyOf(pages);
    }

    @Override
    public String toString() {
        return "Ocr[model=" + model + ", pages=" + pages.size() + "]";
    }

    /**
     * A page.
     *
     * @param index 0 for the first
     * @param markdown its text; with {@code table_format} a table is a link to one of {@code tables}
     * @param dimensions {@code dpi}, {@code height}, {@code width}
     * @param blocks what the page is made of, as the JSON objects that they are
     * @param confidenceScores {@code confidence_scores}, where they were asked for
     */
    public record Page(
            int index,
            String markdown,
            List<Image> images,
            List<Table> tables,
            List<String> hyperlinks,
            @Nullable String header,
            @Nullable String footer,
            Map<String, @Nullable Object> dimensions,
            List<Map<String, @Nullable Object>> blocks,
            Map<String, @Nullable Object> confidenceScores) {

        /** Where an image or a table was: a link whose text is its target. */
        private static final Pattern PLACE = Pattern.compile("(!?)\\[([^\\[\\]]+)\\]\\(\\2\\)");

        public Page {
            images = List.copyOf(images);
            tables = List.copyOf(tables);
            hyperlinks = List.copyOf(hyperlinks);
            blocks = List.copyOf(blocks);
        }

        /**
         * The text with each table in its place, and one that has no place at the end. In the place of an image is its annotation, or
         * nothing.
         */
        public String text() {
            Map<String, String> contents = new LinkedHashMap<>();
            tables.forEach(table -> contents.put(table.id(), table.content()));
            images.forEach(image ->
                    contents.put("!" + image.id(), image.imageAnnotation() == null ? "" : image.imageAnnotation()));
            StringBuilder text = new StringBuilder();
            Set<String> placed = new HashSet<>();
            Matcher place = PLACE.matcher(markdown);
            while (place.find()) {
                String id = place.group(1) + place.group(2);
                String otherwise = place.group(1).isEmpty() ? place.group() : "";
                placed.add(id);
                place.appendReplacement(text, Matcher.quoteReplacement(contents.getOrDefault(id, otherwise)));
            }
            place.appendTail(text);
            for (Table table : tables) {
                if (!placed.contains(table.id())) {
                    text.append(text.isEmpty() ? "" : "\n\n").append(table.content());
                }
            }
            return text.toString();
        }

        @Override
        public String toString() {
            return "Page[index=" + index + ", markdown=" + markdown.length() + " characters, images=" + images.size()
                    + ", tables=" + tables.size() + "]";
        }
    }

    /**
     * An image on a page.
     *
     * @param imageBase64 {@code image_base64}: a data URI, where it was asked for
     * @param imageAnnotation {@code image_annotation}: JSON text, where one was asked for
     */
    public record Image(
            String id,
            @Nullable Integer topLeftX,
            @Nullable Integer topLeftY,
            @Nullable Integer bottomRightX,
            @Nullable Integer bottomRightY,
            @Nullable String imageBase64,
            @Nullable String imageAnnotation) {

        @Override
        public String toString() {
            return "Image[id=" + id + "]";
        }
    }

    /**
     * A table of a page.
     *
     * @param format {@code markdown} or {@code html}
     * @param wordConfidenceScores {@code word_confidence_scores}, where they were asked for
     */
    public record Table(
            String id,
            String content,
            @Nullable String format,
            List<Map<String, @Nullable Object>> wordConfidenceScores) {

        public Table {
            wordConfidenceScores = List.copyOf(wordConfidenceScores);
        }

        @Override
        public String toString() {
            return "Table[id=" + id + ", content=" + content.length() + " characters]";
        }
    }

    /**
     * What to read.
     *
     * @param options further fields by the API's names, such as {@code pages} (from 0) or {@code table_format}
     */
    public record Request(String model, Source document, Map<String, @Nullable Object> options) {

        public Request {
            requireNonNull(model, "model");
            requireNonNull(document, "document");
            requireNonNull(options, "options");
        }

        @Override
        public String toString() {
            return "Request[model=" + model + "]";
        }
    }

    /** Where a document is. */
    public sealed interface Source {

        /** {@code document_url}: {@code https} or a {@code data:} URI. */
        record Document(String url, @Nullable String name) implements Source {
            @Override
            public String toString() {
                return "Document[" + url.length() + " characters]";
            }
        }

        /** {@code image_url}: {@code https} or a {@code data:} URI. */
        record Picture(String url) implements Source {
            @Override
            public String toString() {
                return "Picture[" + url.length() + " characters]";
            }
        }

        /** A file uploaded before with the purpose {@code ocr}. */
        record File(String fileId) implements Source {}
    }
}

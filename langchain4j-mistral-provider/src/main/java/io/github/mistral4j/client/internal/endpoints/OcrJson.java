package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Documents read as text. */
public final class OcrJson {

    private OcrJson() {}

    public static Map<String, @Nullable Object> request(Ocr.Request request) {
        Fields.Writer json =
                new Fields.Writer().put("model", request.model()).put("document", document(request.document()));
        request.options().forEach(json::put);
        return json.map();
    }

    private static Map<String, @Nullable Object> document(Ocr.Source source) {
        if (source instanceof Ocr.Source.Document document) {
            return new Fields.Writer()
                    .put("type", "document_url")
                    .put("document_url", document.url())
                    .put("document_name", document.name())
                    .map();
        } else if (source instanceof Ocr.Source.Picture picture) {
            return new Fields.Writer()
                    .put("type", "image_url")
                    .put("image_url", picture.url())
                    .map();
        }
        return new Fields.Writer()
                .put("type", "file")
                .put("file_id", ((Ocr.Source.File) source).fileId())
                .map();
    }

    public static @Nullable Ocr answer(Map<String, @Nullable Object> body) throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        if (!fields.has("pages")) {
            return null;
        }
        List<Ocr.Page> pages = new ArrayList<>();
        fields.list("pages", page -> pages.add(page(page, pages.size())));
        Fields usage = fields.object("usage_info");
        return new Ocr(
                fields.text("model"),
                pages,
                fields.jsonText("document_annotation"),
                usage == null ? null : usage.integer("pages_processed"),
                usage == null ? null : usage.number("doc_size_bytes"));
    }

    private static Ocr.Page page(Fields page, int position) throws UnexpectedBodyException {
        Fields dimensions = page.object("dimensions");
        Fields scores = page.object("confidence_scores");
        return new Ocr.Page(
                page.integerOr("index", position),
                page.content("markdown"),
                page.list("images", OcrJson::image),
                page.list("tables", OcrJson::table),
                page.texts("hyperlinks"),
                page.text("header"),
                page.text("footer"),
                dimensions == null ? Map.of() : dimensions.map(),
                maps(page, "blocks"),
                scores == null ? Map.of() : scores.map());
    }

    private static Ocr.Image image(Fields image) {
        return new Ocr.Image(
                image.textOr("id", ""),
                image.integer("top_left_x"),
                image.integer("top_left_y"),
                image.integer("bottom_right_x"),
                image.integer("bottom_right_y"),
                image.text("image_base64"),
                image.jsonText("image_annotation"));
    }

    private static Ocr.Table table(Fields table) throws UnexpectedBodyException {
        return new Ocr.Table(
                table.textOr("id", ""),
                table.content("content"),
                table.text("format"),
                maps(table, "word_confidence_scores"));
    }

    private static List<Map<String, @Nullable Object>> maps(Fields fields, String name) {
        return fields.objects(name).stream().map(Fields::map).toList();
    }
}

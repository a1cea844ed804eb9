package io.github.mistral4j.testserver.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;

/** What OCR reads: two pages, a table on the second, and an image on the first where something is to be said of images. */
public final class Pages {

    private static final String TABLE = "| Item | Price |\n| --- | --- |\n| Leaf | 89 |";

    /** One pixel. */
    private static final String IMAGE =
            "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

    private Pages() {}

    public static ObjectNode of(JsonNode request, List<String> texts) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("pages");
        for (int i = 0; i < texts.size(); i++) {
            if (isWanted(request.path("pages"), i)) {
                page(body.withArray("/pages").addObject(), request, i, texts.get(i));
            }
        }
        body.put("model", request.path("model").asText("mistral-ocr-latest"));
        JsonNode schema = request.at("/document_annotation_format/json_schema/schema");
        body.put(
                "document_annotation",
                schema.isMissingNode() ? null : SchemaValue.of(schema).toString());
        body.putObject("usage_info")
                .put("pages_processed", body.path("pages").size())
                .put("doc_size_bytes", 18_810);
        return body;
    }

    public static List<String> standard() {
        return List.of("# A page\n\nThe test server has read it.", "# Prices\n\n" + TABLE);
    }

    private static void page(ObjectNode page, JsonNode request, int index, String text) {
        JsonNode format = request.path("table_format");
        boolean apart = text.contains(TABLE) && format.isTextual();
        page.put("index", index);
        page.put("markdown", apart ? text.replace(TABLE, "[tbl-0.html](tbl-0.html)") : text);
        page.putArray("images");
        JsonNode say = request.at("/bbox_annotation_format/json_schema/schema");
        if (index == 0 && !say.isMissingNode() && request.path("image_limit").asInt(1) > 0) {
            image(page, request.path("include_image_base64").asBoolean(), say);
        }
        page.putArray("tables");
        page.putArray("hyperlinks");
        page.putNull("header").putNull("footer");
        if (apart) {
            String html = "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Leaf</td><td>89</td></tr></table>";
            page.withArray("/tables")
                    .addObject()
                    .put("id", "tbl-0.html")
                    .put("content", format.asText().equals("html") ? html : TABLE)
                    .put("format", format.asText());
        }
        page.putObject("dimensions").put("dpi", 200).put("height", 2200).put("width", 1700);
        if (request.path("include_blocks").asBoolean(true)) {
            page.putArray("blocks")
                    .addObject()
                    .put("type", "text")
                    .put("top_left_x", 100)
                    .put("top_left_y", 100)
                    .put("bottom_right_x", 1600)
                    .put("bottom_right_y", 300)
                    .put("content", text);
        } else {
            page.putNull("blocks");
        }
    }

    private static void image(ObjectNode page, boolean withData, JsonNode annotationSchema) {
        page.put("markdown", page.path("markdown").asText() + "\n\n![img-0.jpeg](img-0.jpeg)");
        page.withArray("/images")
                .addObject()
                .put("id", "img-0.jpeg")
                .put("top_left_x", 100)
                .put("top_left_y", 400)
                .put("bottom_right_x", 300)
                .put("bottom_right_y", 600)
                .put("image_base64", withData ? IMAGE : null)
                .put("image_annotation", SchemaValue.of(annotationSchema).toString());
    }

    private static boolean isWanted(JsonNode pages, int index) {
        if (pages.isArray()) {
            return IntStream.range(0, pages.size()).anyMatch(i -> pages.get(i).asInt() == index);
        }
        if (!pages.isTextual()) {
            return true;
        }
        for (String range : pages.asText().split(",")) {
            String[] ends = range.split("-");
            if (index >= Integer.parseInt(ends[0]) && index <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }
}

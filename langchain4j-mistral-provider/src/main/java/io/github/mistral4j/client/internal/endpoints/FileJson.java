package io.github.mistral4j.client.internal.endpoints;

import io.github.mistral4j.client.api.FileObject;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that the server keeps. */
public final class FileJson {

    private FileJson() {}

    public static @Nullable FileObject file(Map<String, @Nullable Object> body) {
        Fields fields = new Fields(body);
        String id = fields.text("id");
        return id == null
                ? null
                : new FileObject(
                        id,
                        fields.number("bytes"),
                        fields.number("created_at"),
                        fields.text("filename"),
                        fields.text("purpose"),
                        fields.text("sample_type"),
                        fields.integer("num_lines"),
                        fields.text("mimetype"),
                        fields.text("source"),
                        fields.text("visibility"),
                        fields.number("expires_at"),
                        fields.text("signature"),
                        Boolean.TRUE.equals(body.get("deleted")));
    }

    public static FileObject.@Nullable Page page(Map<String, @Nullable Object> body) throws UnexpectedBodyException {
        Fields fields = new Fields(body);
        return !fields.has("data")
                ? null
                : new FileObject.Page(fields.list("data", file -> file(file.map())), fields.integer("total"));
    }

    public static FileObject.@Nullable SignedUrl url(Map<String, @Nullable Object> body) {
        String url = new Fields(body).text("url");
        return url == null ? null : new FileObject.SignedUrl(url);
    }
}

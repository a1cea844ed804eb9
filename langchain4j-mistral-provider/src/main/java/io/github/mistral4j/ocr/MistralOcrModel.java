package io.github.mistral4j.ocr;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.exception.InvalidRequestException;
import io.github.mistral4j.MistralExceptionMapper;
import io.github.mistral4j.ModelBuilder;
import io.github.mistral4j.client.MistralException;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.UploadFile;
import io.github.mistral4j.internal.ClientHandle;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents ({@code POST /v1/ocr}): scans, PDFs, images and office files, from a URL, from bytes or from an uploaded file. Throws
 * LangChain4j's exceptions, as all models here. Safe for use by many threads.
 *
 * <pre>{@code
 * Ocr letter = MistralOcrModel.builder().tableFormat("html").build().read(Files.readAllBytes(Path.of("letter.pdf")));
 * letter.pages().forEach(page -> System.out.println(page.text()));
 * }</pre>
 */
public final class MistralOcrModel implements AutoCloseable {

    /** Above this, bytes are uploaded first and deleted afterwards. */
    private static final int LARGEST_INLINE = 10 * 1024 * 1024;

    /** When the server deletes what could not be deleted. */
    private static final int UPLOAD_HOURS = 24;

    private final ClientHandle handle;
    private final String modelName;
    private final Map<String, @Nullable Object> options;

    private MistralOcrModel(ClientHandle handle, String modelName, Map<String, @Nullable Object> options) {
        this.handle = handle;
        this.modelName = modelName;
        this.options = options;
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads what is at a URL.
     *
     * @param url {@code https} or a {@code data:} URI; taken for an image by its type or ending
     * @throws InvalidRequestException for any other
     */
    public Ocr read(String url) {
        if (!url.matches("(?is)(https?|data):.*")) {
            throw new InvalidRequestException(
                    "url must begin with https:, http: or data:; give the bytes of other files");
        }
        boolean image = url.regionMatches(true, 0, "data:image/", 0, 11)
                || url.replaceAll("[?#].*", "").matches("(?i).*\\.(png|jpe?g|gif|webp|tiff?|bmp|avif|heic)");
        return image
                ? read(new Ocr.Source.Picture(url), false)
                : read(new Ocr.Source.Document(url, null), isOfficeName(url.replaceAll("[?#].*", "")));
    }

    private static boolean isOfficeName(String name) {
        return name.matches(
                "(?is)(.*\\.(docx?|pptx?|xlsx|odt)|data:[^,]*(officedocument|opendocument|msword|ms-powerpoint).*)");
    }

    /**
     * Reads a file. Above 10 MB it is uploaded first, and deleted afterwards, also after a failure.
     *
     * @throws InvalidRequestException when the first bytes do not tell what it is, as those of a text, which needs no OCR
     */
    public Ocr read(byte[] file) {
        FileType type = FileType.of(file);
        if (file.length > LARGEST_INLINE) {
            return readUploaded(
                    UploadFile.of("document." + type.ending(), file).withMediaType(type.mediaType()), type.isOffice());
        }
        String url =
                "data:" + type.mediaType() + ";base64," + Base64.getEncoder().encodeToString(file);
        return read(type.isImage() ? new Ocr.Source.Picture(url) : new Ocr.Source.Document(url, null), type.isOffice());
    }

    /**
     * Uploads a file, reads it, and deletes it, also after a failure. The server deletes it after a day in any case.
     *
     * @param file an office file is told by the ending of its name
     */
    public Ocr readUploaded(UploadFile file) {
        return readUploaded(file, isOfficeName(file.name()));
    }

    private Ocr readUploaded(UploadFile file, boolean office) {
        String id;
        try {
            id = handle.client().uploadFile(file, "ocr", UPLOAD_HOURS).body().id();
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
        try {
            return read(new Ocr.Source.File(id), office);
        } finally {
            handle.deleteUpload(id);
        }
    }

    /** Reads a file that was uploaded before, with the purpose {@code ocr}. */
    public Ocr readFile(String fileId) {
        return read(new Ocr.Source.File(requireNonNull(fileId, "fileId")), false);
    }

    private Ocr read(Ocr.Source document, boolean office) {
        Map<String, @Nullable Object> all = options;
        // An office file with images is refused by the server where nobody says what is to become of them.
        if (office && !options.containsKey("image_limit") && !options.containsKey("include_image_base64")) {
            all = new LinkedHashMap<>(options);
            all.put("image_limit", 0);
        }
        try {
            return handle.client()
                    .ocr(new Ocr.Request(modelName, document, all))
                    .body();
        } catch (MistralException e) {
            throw MistralExceptionMapper.map(e);
        }
    }

    /** {@code model}. */
    public String modelName() {
        return modelName;
    }

    /** Closes the client, unless it is a shared one. */
    @Override
    public void close() {
        handle.close();
    }

    /** Collects the settings of a model. */
    public static final class Builder extends ModelBuilder<Builder> {

        private static final String DEFAULT_MODEL = "mistral-ocr-latest";

        private String modelName = DEFAULT_MODEL;
        private final Map<String, @Nullable Object> options = new LinkedHashMap<>();

        private Builder() {}

        @Override
        protected Builder self() {
            return this;
        }

        /** {@code model}; {@code mistral-ocr-latest} by default. */
        public Builder modelName(@Nullable String modelName) {
            this.modelName = modelName == null ? DEFAULT_MODEL : modelName;
            return this;
        }

        /** {@code pages}: such as {@code 0-5} or {@code 0,2-4}, counted from 0; all by default. */
        public Builder pages(@Nullable String pages) {
            return option("pages", pages);
        }

        /** {@code table_format}: {@code markdown} or {@code html}; by default tables stay in the text. */
        public Builder tableFormat(@Nullable String tableFormat) {
            return option("table_format", tableFormat);
        }

        /** {@code include_image_base64}: whether images come with their data; false by default. */
        public Builder includeImageBase64(@Nullable Boolean includeImageBase64) {
            return option("include_image_base64", includeImageBase64);
        }

        /**
         * {@code image_limit}: how many images at most; 0 for none, which is the default for office files unless
         * {@link #includeImageBase64} is set.
         */
        public Builder imageLimit(@Nullable Integer imageLimit) {
            return option("image_limit", imageLimit);
        }

        /** {@code image_min_size} in pixels. */
        public Builder imageMinSize(@Nullable Integer imageMinSize) {
            return option("image_min_size", imageMinSize);
        }

        /** {@code extract_header}: whether the head of a page is taken out of its text; false by default. */
        public Builder extractHeader(@Nullable Boolean extractHeader) {
            return option("extract_header", extractHeader);
        }

        /** {@code extract_footer}: whether the foot of a page is taken out of its text; false by default. */
        public Builder extractFooter(@Nullable Boolean extractFooter) {
            return option("extract_footer", extractFooter);
        }

        /** {@code include_blocks}; true by default. */
        public Builder includeBlocks(@Nullable Boolean includeBlocks) {
            return option("include_blocks", includeBlocks);
        }

        /** {@code confidence_scores_granularity}: {@code page}, {@code block} or {@code word}. */
        public Builder confidenceScoresGranularity(@Nullable String granularity) {
            return option("confidence_scores_granularity", granularity);
        }

        /** {@code document_annotation_format}: what to say of the document, after a JSON schema. */
        public Builder documentAnnotationFormat(String name, Map<String, @Nullable Object> schema) {
            return option("document_annotation_format", format(name, schema));
        }

        /** {@code document_annotation_prompt}; needs {@link #documentAnnotationFormat}. */
        public Builder documentAnnotationPrompt(@Nullable String prompt) {
            return option("document_annotation_prompt", prompt);
        }

        /** {@code bbox_annotation_format}: what to say of each image, after a JSON schema. */
        public Builder bboxAnnotationFormat(String name, Map<String, @Nullable Object> schema) {
            return option("bbox_annotation_format", format(name, schema));
        }

        private static Map<String, @Nullable Object> format(String name, Map<String, @Nullable Object> schema) {
            return Map.of("type", "json_schema", "json_schema", Map.of("name", name, "schema", schema, "strict", true));
        }

        private Builder option(String name, @Nullable Object value) {
            if (value == null) {
                options.remove(name);
            } else {
                options.put(name, value);
            }
            return this;
        }

        /**
         * The model.
         *
         * @throws IllegalArgumentException when an API key is needed and missing, or settings contradict each other
         */
        public MistralOcrModel build() {
            return new MistralOcrModel(clientHandle(), modelName, new LinkedHashMap<>(options));
        }
    }
}

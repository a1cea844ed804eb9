package io.github.mistral4j.ocr;

import dev.langchain4j.exception.InvalidRequestException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a file is, told by its bytes.
 *
 * @param ending for the name of an upload
 */
record FileType(String mediaType, String ending) {

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    /** How a file begins; what stands before a PDF is passed over by all who read it. */
    private static final List<Map.Entry<Pattern, FileType>> BEGINNINGS = List.of(
            Map.entry(begins(".{0,1023}%PDF-"), new FileType("application/pdf", "pdf")),
            Map.entry(begins("\\x89PNG"), new FileType("image/png", "png")),
            Map.entry(begins("\\xFF\\xD8\\xFF"), new FileType("image/jpeg", "jpg")),
            Map.entry(begins("GIF8[79]a"), new FileType("image/gif", "gif")),
            Map.entry(begins("RIFF.{4}WEBP"), new FileType("image/webp", "webp")),
            Map.entry(begins("II\\*\\x00|MM\\x00\\*"), new FileType("image/tiff", "tiff")),
            Map.entry(begins("BM.{4}\\x00{4}"), new FileType("image/bmp", "bmp")),
            Map.entry(begins(".{4}ftypavif"), new FileType("image/avif", "avif")),
            Map.entry(begins(".{4}ftyp(hei|mif1)"), new FileType("image/heic", "heic")),
            Map.entry(begins("\\{\\\\rtf"), new FileType("application/rtf", "rtf")));

    /** Made of characters, and no text. A text may speak of a PDF as well, but within a line. */
    private static final Pattern NO_TEXT = begins("(?:.{0,1022}[\\r\\n])?%PDF-|\\{\\\\rtf");

    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0E-\\x1A\\x1C-\\x1F\\x7F]");

    /** The old office files are named by a stream in them, the others by the first entry of an archive that tells. */
    private static final Pattern ARCHIVE = begins("PK\\x03\\x04");

    private static final Pattern ENTRY = Pattern.compile(
            "PK\\x03\\x04.{26}(word/|ppt/|xl/|mimetypeapplication/(?:epub\\+zip|vnd\\.oasis\\.opendocument\\.text))",
            Pattern.DOTALL);
    private static final Pattern COMPOUND = begins("\\xD0\\xCF\\x11\\xE0");
    private static final Pattern STREAM =
            Pattern.compile("(W\0o\0r\0d|P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 )\0D\0o\0c\0u\0m\0e\0n\0t\0");
    private static final Map<String, FileType> INSIDE = Map.of(
            "word/", new FileType(OFFICE + "wordprocessingml.document", "docx"),
            "ppt/", new FileType(OFFICE + "presentationml.presentation", "pptx"),
            "xl/", new FileType(OFFICE + "spreadsheetml.sheet", "xlsx"),
            "mimetypeapplication/epub+zip", new FileType("application/epub+zip", "epub"),
            "mimetypeapplication/vnd.oasis.opendocument.text",
                    new FileType("application/vnd.oasis.opendocument.text", "odt"),
            "W\0o\0r\0d", new FileType("application/msword", "doc"),
            "P\0o\0w\0e\0r\0P\0o\0i\0n\0t\0 ", new FileType("application/vnd.ms-powerpoint", "ppt"));

    private static final Set<String> OFFICE_ENDINGS = Set.of("docx", "pptx", "xlsx", "doc", "ppt", "odt");

    private static Pattern begins(String bytes) {
        return Pattern.compile("\\A(?:" + bytes + ")", Pattern.DOTALL);
    }

    boolean isImage() {
        return mediaType.startsWith("image/");
    }

    /** Whether the server wants to be told what is to become of the images in it. */
    boolean isOffice() {
        return OFFICE_ENDINGS.contains(ending);
    }

    /** What the file says, where it is text: UTF-8, or UTF-16 that says so; null otherwise. RTF is none, and PDF neither. */
    static @Nullable String text(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        boolean wide = bytes.startsWith("\u00FE\u00FF") || bytes.startsWith("\u00FF\u00FE");
        // Looked at before all of it is decoded: what is no text tells so at once, and may be large.
        boolean binary =
                CONTROL.matcher(bytes).region(0, Math.min(file.length, 1024)).find();
        if (NO_TEXT.matcher(bytes).find() || binary && !wide) {
            return null;
        }
        try {
            String text = (wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8)
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return CONTROL.matcher(text).find() ? null : text.replaceFirst("\\A\uFEFF", "");
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static FileType of(byte[] file) {
        String bytes = new String(file, StandardCharsets.ISO_8859_1);
        for (Map.Entry<Pattern, FileType> beginning : BEGINNINGS) {
            if (beginning.getKey().matcher(bytes).find()) {
                return beginning.getValue();
            }
        }
        Pattern inside =
                ARCHIVE.matcher(bytes).find() ? ENTRY : COMPOUND.matcher(bytes).find() ? STREAM : null;
        if (inside != null) {
            Matcher name = inside.matcher(bytes);
            FileType type = name.find() ? INSIDE.get(name.group(1)) : null;
            if (type != null) {
                return type;
            }
        }
        throw new InvalidRequestException(
                "the document is of a type that its first bytes do not tell; PDF, docx, pptx, "
                        + "xlsx, doc, ppt, odt, epub, rtf, PNG, JPEG, GIF, WebP, TIFF, BMP, AVIF and HEIC are read, and text in UTF-8 needs no OCR");
    }
}

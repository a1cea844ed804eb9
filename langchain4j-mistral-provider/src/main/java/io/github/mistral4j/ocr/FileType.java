package io.github.mistral4j.ocr;

import dev.langchain4j.exception.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * What a file is, told by its first bytes.
 *
 * @param ending for the name of an upload
 */
record FileType(String mediaType, String ending) {

    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final int MOST_ENTRIES = 200;

    boolean isImage() {
        return mediaType.startsWith("image/");
    }

    static FileType of(byte[] file) {
        if (starts(file, 0, "%PDF")) {
            return new FileType("application/pdf", "pdf");
        } else if (starts(file, 0, "\u0089PNG")) {
            return new FileType("image/png", "png");
        } else if (starts(file, 0, "\u00FF\u00D8\u00FF")) {
            return new FileType("image/jpeg", "jpg");
        } else if (starts(file, 0, "GIF8")) {
            return new FileType("image/gif", "gif");
        } else if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
            return new FileType("image/webp", "webp");
        } else if (starts(file, 0, "II*\u0000") || starts(file, 0, "MM\u0000*")) {
            return new FileType("image/tiff", "tiff");
        } else if (starts(file, 0, "BM")) {
            return new FileType("image/bmp", "bmp");
        } else if (starts(file, 4, "ftypavif")) {
            return new FileType("image/avif", "avif");
        } else if (starts(file, 4, "ftyphei") || starts(file, 4, "ftypmif1")) {
            return new FileType("image/heic", "heic");
        } else if (starts(file, 0, "{\\rtf")) {
            return new FileType("application/rtf", "rtf");
        }
        FileType office = starts(file, 0, "PK") ? ofZip(file) : null;
        if (office == null) {
            throw new InvalidRequestException(
                    "the document is of a type that its first bytes do not tell; PDF, docx, pptx, "
                            + "xlsx, odt, epub, rtf, PNG, JPEG, GIF, WebP, TIFF, BMP, AVIF and HEIC are read");
        }
        return office;
    }

    private static boolean starts(byte[] file, int at, String magic) {
        byte[] expected = magic.getBytes(StandardCharsets.ISO_8859_1);
        if (file.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if (file[at + i] != expected[i]) {
                return false;
            }
        }
        return true;
    }

    private static @org.jspecify.annotations.Nullable FileType ofZip(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            ZipEntry entry = zip.getNextEntry();
            for (int i = 0; entry != null && i < MOST_ENTRIES; i++) {
                String name = entry.getName();
                if (name.startsWith("word/")) {
                    return new FileType(OFFICE + "wordprocessingml.document", "docx");
                } else if (name.startsWith("ppt/")) {
                    return new FileType(OFFICE + "presentationml.presentation", "pptx");
                } else if (name.startsWith("xl/")) {
                    return new FileType(OFFICE + "spreadsheetml.sheet", "xlsx");
                } else if (name.equals("mimetype")) {
                    String type = new String(zip.readNBytes(100), StandardCharsets.ISO_8859_1).strip();
                    return new FileType(type, type.contains("epub") ? "epub" : "odt");
                }
                entry = zip.getNextEntry();
            }
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
        return null;
    }
}

package io.github.mistral4j.internal;

import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.MessageContent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text, images, PDFs and audio of the messages of one request, within the sizes that the API documents. */
final class ContentMapper {

    private static final int MOST_IMAGES = 8;

    private int images;

    MessageContent map(List<Content> contents) {
        if (contents.size() == 1 && contents.get(0) instanceof TextContent text) {
            return MessageContent.text(text.text());
        }
        List<ContentPart> parts = new ArrayList<>(contents.size());
        for (Content content : contents) {
            parts.add(part(content));
        }
        return MessageContent.parts(parts);
    }

    private ContentPart part(Content content) {
        if (content instanceof TextContent text) {
            return new ContentPart.Text(text.text());
        } else if (content instanceof ImageContent image) {
            return image(image);
        } else if (content instanceof PdfFileContent pdf) {
            return new ContentPart.DocumentUrl(
                    MediaData.pdf(
                            pdf.pdfFile().url(),
                            pdf.pdfFile().base64Data(),
                            pdf.pdfFile().mimeType()),
                    null);
        } else if (content instanceof AudioContent audio) {
            return new ContentPart.InputAudio(MediaData.audio(audio.audio()));
        }
        throw new UnsupportedFeatureException(
                "content of type " + content.type() + " is not supported by Mistral; text, images, PDFs and audio are");
    }

    private ContentPart image(ImageContent image) {
        if (++images > MOST_IMAGES) {
            throw new InvalidRequestException("a request takes at most " + MOST_IMAGES + " images");
        }
        String url = MediaData.image(
                image.image().url(), image.image().base64Data(), image.image().mimeType());
        return new ContentPart.ImageUrl(url, detail(image.detailLevel()));
    }

    private static @Nullable String detail(ImageContent.DetailLevel level) {
        return switch (level) {
            case LOW -> "low";
            case HIGH -> "high";
            case AUTO -> "auto";
            default ->
                throw new UnsupportedFeatureException(
                        "the detail level " + level + " is not supported by Mistral; LOW, HIGH and AUTO are");
        };
    }
}

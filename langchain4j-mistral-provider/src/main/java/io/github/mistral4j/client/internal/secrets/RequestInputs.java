package io.github.mistral4j.client.internal.secrets;

import io.github.mistral4j.client.api.ChatCompletionRequest;
import io.github.mistral4j.client.api.ContentPart;
import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.api.MessageContent;
import io.github.mistral4j.client.api.Ocr;
import io.github.mistral4j.client.api.UploadFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The texts of a request that are the user's own and must not come back in a message of ours. */
public final class RequestInputs {

    private static final int MOST_OF_A_FILE = 4 * 1024 * 1024;

    private RequestInputs() {}

    public static void of(ChatCompletionRequest request, Consumer<String> texts) {
        request.messages().forEach(message -> of(message, texts));
        if (request.prediction() != null) {
            texts.accept(request.prediction());
        }
        for (Map<String, @Nullable Object> tool : request.builtInTools()) {
            if (tool.get("authorization") instanceof Map<?, ?> authorization
                    && authorization.get("value") instanceof String token) {
                texts.accept(token);
            }
        }
    }

    private static void of(Message message, Consumer<String> texts) {
        if (message instanceof Message.System system) {
            of(system.content(), texts);
        } else if (message instanceof Message.User user) {
            of(user.content(), texts);
        } else if (message instanceof Message.Tool tool) {
            of(tool.content(), texts);
        } else if (message instanceof Message.Assistant assistant) {
            of(assistant.content(), texts);
            assistant.toolCalls().forEach(call -> texts.accept(call.arguments()));
        }
    }

    public static void of(Ocr.Source document, Consumer<String> texts) {
        if (document instanceof Ocr.Source.Document file) {
            texts.accept(file.url());
        } else if (document instanceof Ocr.Source.Picture picture) {
            texts.accept(picture.url());
        }
    }

    /** The name of a file, and its beginning where that is text and can be read again. */
    public static void of(UploadFile file, Consumer<String> texts) {
        texts.accept(file.name());
        if (file.repeatable()) {
            try (InputStream content = file.source().open()) {
                String text = new String(content.readNBytes(MOST_OF_A_FILE), StandardCharsets.UTF_8);
                if (text.indexOf('\0') < 0) {
                    texts.accept(text);
                }
            } catch (IOException | RuntimeException e) {
                // It was read once, and there is nothing to do without it.
            }
        }
    }

    public static void ofAll(List<List<Message>> conversations, Consumer<String> texts) {
        conversations.forEach(messages -> messages.forEach(message -> of(message, texts)));
    }

    /** Every text in a JSON tree, its names left out. */
    public static void ofTree(@Nullable Object value, Consumer<String> texts) {
        if (value instanceof String text) {
            texts.accept(text);
        } else if (value instanceof Map<?, ?> object) {
            object.values().forEach(element -> ofTree(element, texts));
        } else if (value instanceof Iterable<?> list) {
            list.forEach(element -> ofTree(element, texts));
        }
    }

    private static void of(@Nullable MessageContent content, Consumer<String> texts) {
        if (content instanceof MessageContent.Text text) {
            texts.accept(text.text());
        } else if (content instanceof MessageContent.Parts parts) {
            of(parts.parts(), texts);
        }
    }

    private static void of(List<ContentPart> parts, Consumer<String> texts) {
        for (ContentPart part : parts) {
            if (part instanceof ContentPart.Text text) {
                texts.accept(text.text());
            } else if (part instanceof ContentPart.ImageUrl image) {
                texts.accept(image.url());
            } else if (part instanceof ContentPart.DocumentUrl document) {
                texts.accept(document.url());
            } else if (part instanceof ContentPart.InputAudio audio) {
                texts.accept(audio.data());
            } else if (part instanceof ContentPart.Thinking thinking) {
                of(thinking.thinking(), texts);
            }
        }
    }
}

package io.github.mistral4j;

import dev.langchain4j.data.message.AiMessage;
import io.github.mistral4j.internal.answer.AnswerAssembler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A citation in an answer: a {@code reference} part of its content.
 *
 * @param ids {@code reference_ids} of what is cited, each an {@link Integer}, a {@link Long} or a {@link String}
 * @param position where in the text of the answer it stands, in characters from the beginning
 */
public record MistralReference(List<Object> ids, int position) {

    /** The key among {@link AiMessage#attributes()}; the value is a list of maps with {@code ids} and {@code position}. */
    public static final String ATTRIBUTE = AnswerAssembler.REFERENCES_KEY;

    public MistralReference {
        ids = List.copyOf(ids);
    }

    /** The citations of an answer in the order of the text; also of one that a chat memory kept as JSON. */
    public static List<MistralReference> of(AiMessage message) {
        List<MistralReference> references = new ArrayList<>();
        if (message.attributes().get(ATTRIBUTE) instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map
                        && map.get("ids") instanceof List<?> ids
                        && map.get("position") instanceof Number position) {
                    references.add(new MistralReference(List.copyOf(ids), position.intValue()));
                }
            }
        }
        return List.copyOf(references);
    }
}

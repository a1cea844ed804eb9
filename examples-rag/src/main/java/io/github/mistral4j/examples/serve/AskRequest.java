package io.github.mistral4j.examples.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mistral4j.examples.answer.Image;
import io.github.mistral4j.examples.answer.Question;
import io.github.mistral4j.examples.answer.Turn;
import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.routing.Wish;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the page sends to {@code /api/ask}. The page keeps the conversation, so the server has nothing to forget.
 *
 * @param model null or empty for the one that suits the task
 * @param history oldest first
 * @param image null for none
 */
record AskRequest(
        @Nullable String question,
        @Nullable String model,
        @Nullable List<Turn> history,
        @Nullable Image image) {

    private static final Set<String> MEDIA_TYPES = Set.of("image/png", "image/jpeg", "image/webp", "image/gif");

    private static final int LONGEST_QUESTION = 4_000;
    private static final int TURNS_KEPT = 6;

    static AskRequest parse(String json) {
        try {
            AskRequest request = Json.MAPPER.readValue(json, AskRequest.class);
            if (request == null) {
                throw refused("There is no question.");
            }
            return request;
        } catch (JsonProcessingException e) {
            throw refused("The request is not the JSON that this server reads.");
        }
    }

    Question toQuestion(RoutingTable table) {
        String text = question == null ? "" : question.strip();
        if (text.isEmpty()) {
            throw refused("There is no question.");
        }
        if (text.length() > LONGEST_QUESTION) {
            throw refused("The question is longer than " + LONGEST_QUESTION + " characters.");
        }
        String wished = model == null || model.isBlank() ? null : model;
        if (wished != null && !table.models().containsKey(wished)) {
            throw new RequestException(400, "The routing file names no such model.", "Choose one of the list.");
        }
        return new Question(text, recent(), new Wish(null, wished), checkedImage());
    }

    private @Nullable Image checkedImage() {
        if (image == null) {
            return null;
        }
        if (image.base64() == null || !MEDIA_TYPES.contains(String.valueOf(image.mediaType()))) {
            throw new RequestException(400, "This is no png, jpg, webp or gif.", "Attach another image.");
        }
        return image;
    }

    private List<Turn> recent() {
        List<Turn> turns = history == null
                ? List.of()
                : history.stream()
                        .filter(turn -> turn != null && turn.question() != null && turn.answer() != null)
                        .toList();
        return turns.subList(Math.max(0, turns.size() - TURNS_KEPT), turns.size());
    }

    private static RequestException refused(String why) {
        return new RequestException(400, why, "Type a question and send it again.");
    }
}

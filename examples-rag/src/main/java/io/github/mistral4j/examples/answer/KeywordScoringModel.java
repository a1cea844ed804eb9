package io.github.mistral4j.examples.answer;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scores passages by the words they share with the question, rare words more than common ones. Embeddings see meaning but blur
 * names, codes and numbers ("E12", "HL-2"); words are the other way round. Rarity is counted among the passages given, so there
 * is no index to keep. A model that reads question and passage together would do better and takes the same place.
 */
public final class KeywordScoringModel implements ScoringModel {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}.]+|\\.(?=\\s|$)");
    private static final int SHORTEST = 3;

    /** Words of questions, not of subjects. */
    private static final Set<String> COMMON =
            Set.of(("the and for are does did can may how what which who when where why not with"
                            + " that this there from have has should will would must much many long was were show write give tell list"
                            + " summarise summarize overview explain code point points short your you our any all one per")
                    .split(" "));

    private static final int STEM = 6;

    /** From 0, no word of the question, to 1, all of them. */
    @Override
    public Response<List<Double>> scoreAll(List<TextSegment> segments, String question) {
        return Response.from(score(
                segments.stream()
                        .map(segment -> heading(segment) + " " + segment.text())
                        .toList(),
                question));
    }

    /** The same for plain texts. */
    public static List<Double> score(List<String> texts, String question) {
        List<Set<String>> words = texts.stream().map(KeywordScoringModel::words).toList();
        Map<String, Double> weights = new HashMap<>();
        for (String word : words(question)) {
            long having = words.stream().filter(text -> text.contains(word)).count();
            weights.put(word, 1 + Math.log(1 + (texts.size() - having + 0.5) / (having + 0.5)));
        }
        double all = weights.values().stream().mapToDouble(weight -> weight).sum();
        List<Double> scores = new ArrayList<>(texts.size());
        for (Set<String> text : words) {
            double shared = weights.entrySet().stream()
                    .filter(entry -> text.contains(entry.getKey()))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
            scores.add(all == 0 ? 0 : shared / all);
        }
        return scores;
    }

    /** Cut to six letters, so that plural and past tense do not matter. */
    private static Set<String> words(String text) {
        return Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT)))
                .filter(word -> !COMMON.contains(word))
                .filter(word -> word.length() >= SHORTEST || word.chars().anyMatch(Character::isDigit))
                .map(word -> word.length() > STEM ? word.substring(0, STEM) : word)
                .collect(Collectors.toSet());
    }

    private static String heading(TextSegment segment) {
        String heading = segment.metadata().getString("heading");
        return heading == null ? "" : heading;
    }
}

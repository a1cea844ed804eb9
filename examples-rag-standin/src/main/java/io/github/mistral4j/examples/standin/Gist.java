package io.github.mistral4j.examples.standin;

import io.github.mistral4j.examples.language.Glossary;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The points of a summary. When the question names a document ("the minutes", "the spring newsletter"), they are of that one:
 * others have a word of it, too.
 */
final class Gist {

    /** Who was there and when: how minutes begin and end, not what was said. */
    private static final Pattern FRAME =
            Pattern.compile("(?iU)^(next (meeting|session)|date|present|attend\\w+|apologies|participants|"
                    + "nächste sitzung|datum|anwesend\\w*|prochaine (réunion|séance)|présents?|próxima reunión|fecha|asistentes)\\b[^.]{0,20}:"
                    + "|(\\p{L}+:.*){3}");

    private static final int MOST = 8;
    private static final int ENOUGH = 5;
    private static final int FEWEST = 3;

    /** A title with less of the question is not what it names. */
    private static final double NAMED = 0.25;

    /** A document whose title has less of the question than this share of the best title is another one. */
    private static final double NEARLY_AS_NAMED = 0.7;

    /** How far behind the best point one is still about the same. */
    private static final double SAME_SUBJECT = 0.35;

    private Gist() {}

    /** @param scored the best first */
    static List<Unit> of(List<ExtractiveAnswer.Scored> scored, List<PromptPassage> passages, Keywords keywords) {
        Map<String, Double> titles = passages.stream()
                .collect(Collectors.toMap(
                        PromptPassage::file,
                        passage -> keywords.score(Glossary.inEnglish(passage.title())),
                        Math::max));
        ToDoubleFunction<Unit> naming = unit -> titles.getOrDefault(unit.file(), 0.0);
        List<ExtractiveAnswer.Scored> prose = scored.stream()
                .filter(point -> !point.unit().isCode()
                        && !FRAME.matcher(point.unit().text()).find())
                .toList();
        double best = prose.stream()
                .mapToDouble(point -> naming.applyAsDouble(point.unit()))
                .max()
                .orElse(0);
        List<ExtractiveAnswer.Scored> ofNamed = prose.stream()
                .filter(point -> naming.applyAsDouble(point.unit()) >= NEARLY_AS_NAMED * best)
                .toList();
        boolean named = best >= NAMED && ofNamed.size() >= FEWEST;
        List<ExtractiveAnswer.Scored> asked = named ? ofNamed : prose;
        long places =
                asked.stream().map(point -> point.unit().passage()).distinct().count();
        long each = named ? (ENOUGH + places - 1) / places : 1;
        double needed = asked.isEmpty() || named ? 0 : asked.get(0).score() - SAME_SUBJECT;
        Map<Integer, Integer> taken = new HashMap<>();
        return asked.stream()
                .filter(point -> point.score() >= needed)
                .map(ExtractiveAnswer.Scored::unit)
                .filter(unit -> taken.merge(unit.passage(), 1, Integer::sum) <= each)
                .limit(MOST)
                .sorted(Comparator.comparingInt(Unit::passage))
                .toList();
    }
}

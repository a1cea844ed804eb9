package io.github.mistral4j.examples.standin;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kind of thing that a question asks for, and what of it a text has: mostly quantities. */
enum Wanted {
    TIME(
            "(?i)\\b(how long|how often|how soon|how quickly|until when|period|deadline)\\b",
            "(?i)(\\d+(?:[.,]\\d+)?)[ -]?(second|minute|hour|day|week|month|year)s?\\b"),
    MONEY(
            "(?i)\\b(how much (is|are|does|do)|price|costs?|fee|salary)\\b",
            "([€$£])\\s?(\\d+(?:[.,]\\d+)*)|(\\d+(?:[.,]\\d+)*)\\s?([€$£]|EUR|USD|euros?)"),
    NUMBER("(?i)\\bhow many\\b", "(\\d+(?:[.,]\\d+)*)()"),
    CAUSE(
            "(?i)\\b(why|how come|reasons?|what caused|causes?|justif\\w+|how can it be)\\b",
            "(?iU)\\b(because|since|due to|so that|as a result|therefore|caused?|reason|down to|otherwise|weil|denn|damit|sonst|car|parce"
                    + "|afin|sinon|porque|puesto|ya que)\\b"),
    COLOUR(
            "(?i)\\b(what|which) colou?r\\b",
            "(?iU)\\b(red|blue|green|yellow|black|white|gr[ae]y|brown|orange|pink|purple|violet|silver|gold|beige|colou?r\\w*)\\b"),
    DAY(
            "(?i)^(when|what (day|date|year)|which (day|date|year))\\b",
            "(?iU)\\d|\\b((mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march|april|may|june|july|august|september|october"
                    + "|november|december|spring|summer|autumn|winter|day|week|month|year|hour|noon|midnight|after|before|once|as soon|until"
                    + "|during|while|if|when)\\b"),
    PERSON(
            "(?i)^who (is|are|was|were) (the|our|my)\\b",
            "\\p{Lu}\\p{Ll}+ \\p{Lu}[\\p{L}']+|\\p{Lu}\\. \\p{Lu}\\p{Ll}+"),
    ANYTHING("", "(?!)");

    private static final Pattern CHANGE = Pattern.compile(
            "(?iU)\\b(before|formerly|previously|instead of|raised|lowered|reduced|increased|changed|bisher|früher|statt|erhöht"
                    + "|gesenkt|auparavant|au lieu de|désormais|porté|antes|en lugar de|sube|baja)\\b");

    private final Pattern question;
    private final Pattern quantity;

    Wanted(String question, String quantity) {
        this.question = Pattern.compile(question);
        this.quantity = Pattern.compile(quantity);
    }

    static Wanted by(String question) {
        for (Wanted wanted : values()) {
            if (wanted.question.matcher(question).find()) {
                return wanted;
            }
        }
        return ANYTHING;
    }

    private boolean isQuantity() {
        return this == TIME || this == MONEY || this == NUMBER;
    }

    /** Whether it can only be said in words that the text does not have. */
    boolean isMissingIn(String text) {
        return (this == COLOUR || this == PERSON || this == DAY) && !isIn(text);
    }

    boolean isIn(String text) {
        return this == ANYTHING || quantity.matcher(text).find();
    }

    /** Whether two texts give the same measure, such as months, in numbers none of which are the same. */
    boolean differs(String a, String b) {
        Map<String, Set<String>> one = quantities(a);
        Map<String, Set<String>> other = quantities(b);
        one.keySet().retainAll(other.keySet());
        return !one.isEmpty()
                && one.entrySet().stream().allMatch(entry -> {
                    Set<String> shared = new HashSet<>(entry.getValue());
                    shared.retainAll(other.get(entry.getKey()));
                    return shared.isEmpty();
                });
    }

    /** Whether a text gives the number of another as one that was: "32 nodes (before: 24)". */
    boolean replaces(String before, String now) {
        Map<String, Set<String>> old = quantities(before);
        return CHANGE.matcher(now).find()
                && quantities(now).entrySet().stream().anyMatch(entry -> {
                    Set<String> shared = new HashSet<>(entry.getValue());
                    shared.retainAll(old.getOrDefault(entry.getKey(), Set.of()));
                    return !shared.isEmpty() && shared.size() < entry.getValue().size();
                });
    }

    private Map<String, Set<String>> quantities(String text) {
        Map<String, Set<String>> quantities = new HashMap<>();
        if (!isQuantity()) {
            return quantities;
        }
        Matcher matcher = quantity.matcher(text);
        while (matcher.find()) {
            String measure = this == TIME ? matcher.group(2).toLowerCase(java.util.Locale.ROOT) : name();
            String number = this == MONEY && matcher.group(2) != null
                    ? matcher.group(2)
                    : this == MONEY ? matcher.group(3) : matcher.group(1);
            quantities.computeIfAbsent(measure, key -> new HashSet<>()).add(number);
        }
        return quantities;
    }
}

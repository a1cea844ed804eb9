package io.github.mistral4j.examples.standin;

import io.github.mistral4j.examples.language.Glossary;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The smallest piece of a passage that can be quoted: a sentence, a list item, a row of a table, a block of code.
 *
 * @param passage the number of its passage
 * @param file the document that it is from
 * @param name of a row of a table what it is about; empty for the rest
 * @param context what it is understood from: headings, and the head of its table
 * @param before the sentence that it goes on from; empty when it stands alone
 */
record Unit(int passage, String file, String name, String context, String before, String text) {

    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?])"
            + "(?<!\\b(Dr|Mr|Ms|Mrs|Prof|St|Nr|Art|Abs|Ziff|Fig|approx|ca|bzw|inkl|vs|z\\. ?B|d\\. ?h|e\\.g|i\\.e|p\\. ?ej|M)\\.)"
            + "\\s+(?=[\\p{Lu}\\d\"*`])");

    /** What such a sentence speaks of stands in the one before it. */
    private static final Pattern GOES_ON =
            Pattern.compile("^(They|It|This|These|Those|He|She|Such|Then|After that|Afterwards|Otherwise|But|"
                    + "However|Therefore|That|With `|Sie|Er|Es|Dies\\w*|Danach|Dann|Sonst|Deshalb|Aber|Il|Elle|Ils|Elles|Cela|Ensuite|Sinon|Ello|"
                    + "Esto|Estos|Luego|Después)(?![\\p{L}\\p{N}])");

    private static final Pattern ITEM = Pattern.compile("^\\s*([-*+]|\\d{1,3}[.)]) +");
    private static final Pattern FOR_MODELS = Pattern.compile(
            "(?is)(ignore|disregard|forget)\\s+(all|any|the|your)\\s+(previous|prior|above|earlier)\\b.*instruction"
                    + "|\\b(AI assistants?|language models?)\\b");

    private static final int SHORTEST = 20;
    private static final int SHORTEST_FACT = 10;

    /** What it is compared by. */
    String inContext() {
        return Glossary.inEnglish(context + ": " + whole());
    }

    String alone() {
        return Glossary.inEnglish(context + ": " + text);
    }

    String whole() {
        return before.isEmpty() ? text : before + " " + text;
    }

    boolean isCode() {
        return text.startsWith("```");
    }

    /** Of a block of code, such as {@code python}; empty for other text. */
    String language() {
        return isCode() ? text.substring(3, Math.max(3, text.indexOf('\n'))).strip() : "";
    }

    static List<Unit> of(PromptPassage passage) {
        List<Unit> units = new ArrayList<>();
        String headings = passage.heading().replaceFirst("^[^>]* > ", "");
        for (String block : blocks(passage.text())) {
            if (FOR_MODELS.matcher(block).find()) {
                continue;
            }
            if (block.startsWith("|")) {
                rows(block, passage, headings + ": " + head(block), units);
            } else if (block.startsWith("```")) {
                units.add(new Unit(passage.number(), passage.file(), "", headings, "", block));
            } else {
                sentences(block, passage, headings, units);
            }
        }
        return units;
    }

    private static String head(String table) {
        return table.lines()
                .findFirst()
                .orElse("")
                .replaceAll("\\s*\\|\\s*", " ")
                .strip();
    }

    /** Blocks are separated by blank lines, except inside code. */
    private static List<String> blocks(String text) {
        List<String> blocks = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean code = false;
        for (String line : (text + "\n\n").split("\n", -1)) {
            boolean fence = line.startsWith("```");
            if (!code && (line.replace(">", "").isBlank() || fence) && !block.isEmpty()) {
                blocks.add(block.toString().strip());
                block.setLength(0);
            }
            code = fence != code;
            block.append(line).append('\n');
            if (fence && !code) {
                blocks.add(block.toString().strip());
                block.setLength(0);
            }
        }
        if (!block.toString().isBlank()) {
            blocks.add(block.toString().strip());
        }
        blocks.removeIf(String::isBlank);
        return blocks;
    }

    private static void sentences(String block, PromptPassage passage, String headings, List<Unit> units) {
        StringBuilder item = new StringBuilder();
        for (String line : block.split("\n")) {
            if (ITEM.matcher(line).find() && !item.isEmpty()) {
                addSentences(item.toString(), passage, headings, units);
                item.setLength(0);
            }
            String text = line.replaceFirst("^[> ]+", "");
            item.append(ITEM.matcher(text).replaceFirst("").strip()).append(' ');
        }
        addSentences(item.toString(), passage, headings, units);
    }

    /** A question alone answers nothing: it is quoted with what follows it, and what comes after that is understood from it. */
    private static void addSentences(String text, PromptPassage passage, String headings, List<Unit> units) {
        String question = "";
        String before = "";
        boolean first = true;
        for (String given : SENTENCE_END.split(text.strip())) {
            String sentence = plain(given);
            if (sentence.endsWith("?")) {
                question = sentence + " ";
                first = true;
            } else if (says(question + sentence)) {
                String context = first || question.isEmpty() ? headings : headings + ": " + question.strip();
                String quoted = first ? question + sentence : sentence;
                String needed = first || !GOES_ON.matcher(sentence).find() ? "" : before;
                units.add(new Unit(passage.number(), passage.file(), "", context, needed, quoted));
                before = sentence;
                first = false;
            }
        }
    }

    /** A few words are a fact when they give something a value: "Licence: MPL 2.0". */
    private static boolean says(String text) {
        return !text.endsWith(":") && text.length() >= (text.contains(": ") ? SHORTEST_FACT : SHORTEST);
    }

    /** Each row with the heads of its columns. */
    private static void rows(String table, PromptPassage passage, String context, List<Unit> units) {
        List<String[]> rows = table.lines()
                .filter(line -> !line.matches("[|:\\s-]+"))
                .map(line -> line.strip().replaceAll("^\\||\\|$", "").strip().split("\\s*(?<!\\\\)\\|\\s*", -1))
                .toList();
        boolean hasHead = table.lines().skip(1).findFirst().orElse("").matches("[|:\\s-]+");
        for (String[] cells : rows.subList(hasHead ? 1 : 0, rows.size())) {
            String[] head = hasHead ? rows.get(0) : new String[0];
            // A bare number says nothing without the name of its column.
            boolean bare = cells[0].strip().length() < 3 && head.length > 0;
            String name = plain((bare ? head[0].strip() + " " : "") + cells[0].strip());
            units.add(new Unit(passage.number(), passage.file(), name, context, "", row(name, head, cells)));
        }
    }

    private static String row(String name, String[] head, String[] cells) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i < cells.length; i++) {
            boolean named = cells.length > 2 && i < head.length && !head[i].isBlank();
            if (!cells[i].isBlank()) {
                values.add(plain((named ? head[i].strip() + " " : "") + cells[i].strip()));
            }
        }
        String text = values.isEmpty() ? name : name + ": " + String.join("; ", values);
        return text.matches("(?s).*[.!?]") ? text : text + ".";
    }

    /** Without the signs for bold and code, and for a bar inside a cell. */
    private static String plain(String text) {
        return text.replaceAll("\\*\\*|__|`", "").replace("\\|", "|");
    }
}

package io.github.mistral4j.examples.documents;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A file that is not read, or not wholly: "Not in these documents" says nothing about it.
 *
 * @param file its name, as in {@link DocumentFile#name()}; of a folder with a slash at its end
 * @param detail what more is known, empty when nothing
 */
public record LeftOut(String file, Reason reason, String detail) {

    private static final int NAMED = 3;

    /** Why. */
    public enum Reason {
        TYPE("type that is not read"),
        UNREADABLE("cannot be read"),
        DANGLING("link that leads nowhere"),
        OUTSIDE("link out of the folder"),
        NO_FILE("pipe, socket or device"),
        TOO_LARGE("larger than 64 MB"),
        NO_TEXT("no text, perhaps a scan"),
        EMPTY("empty"),
        LOCKED("locked with a password"),
        BINARY("binary data, no text"),
        ENCODING("unknown encoding, save it as UTF-8"),
        DAMAGED("damaged"),
        ENDS_EARLY("ends early, the rest is missing"),
        PAGES("pages without text, perhaps scans"),
        GARBLED("characters that cannot be read"),
        WINDOWS_1252("no UTF-8, read as Windows-1252");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** Whether the rest of the file is read. */
        public boolean partly() {
            return compareTo(DAMAGED) > 0;
        }
    }

    /** As in {@code budget.docx: type that is not read}. */
    @Override
    public String toString() {
        return PlainText.line(file) + ": " + phrase();
    }

    private String phrase() {
        return detail.isEmpty() ? reason.text : reason.text + " (" + PlainText.line(detail) + ")";
    }

    /** All of them in one line, empty when there are none. */
    public static String summary(List<LeftOut> all) {
        List<LeftOut> not = all.stream().filter(one -> !one.reason().partly()).toList();
        List<LeftOut> partly = all.stream().filter(one -> one.reason().partly()).toList();
        return (sentence("Not read", not) + " " + sentence("Read with gaps", partly)).strip();
    }

    private static String sentence(String head, List<LeftOut> files) {
        if (files.isEmpty()) {
            return "";
        }
        Map<Reason, List<LeftOut>> byReason = new EnumMap<>(Reason.class);
        files.forEach(file -> byReason.computeIfAbsent(file.reason(), reason -> new ArrayList<>())
                .add(file));
        List<String> parts = new ArrayList<>();
        byReason.forEach((reason, group) -> parts.add(
                names(group) + " – " + (group.size() == 1 ? group.get(0).phrase() : reason.text)));
        return head + ": " + files.size() + (files.size() == 1 ? " file (" : " files (") + String.join("; ", parts)
                + ").";
    }

    private static String names(List<LeftOut> group) {
        String first = String.join(
                ", ",
                group.stream()
                        .limit(NAMED)
                        .map(one -> PlainText.line(one.file()))
                        .toList());
        return group.size() <= NAMED ? first : first + " and " + (group.size() - NAMED) + " more";
    }
}

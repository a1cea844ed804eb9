package io.github.mistral4j.examples.documents;

import dev.langchain4j.data.document.Document;
import dev.langchain4j.data.document.DocumentSplitter;
import dev.langchain4j.data.segment.TextSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a document into passages that keep their lines and headings. A passage does not cross a heading, and tables and code
 * are not torn unless they are very long. LangChain4j's own splitters ({@code DocumentSplitters.recursive}) are shorter to use
 * but lose the line numbers. As a {@link DocumentSplitter} it takes documents of any parser; those of this package say where their
 * lines stand.
 */
public final class PassageSplitter implements DocumentSplitter {

    /** Part of an index's identity: a new version cuts differently, so old indexes are rebuilt. */
    public static final int VERSION = 7;

    /** All-MiniLM reads 256 word pieces; at about three characters each, this and the headings fit. */
    private static final int LONGEST = 700;

    private static final int LONGEST_TITLE = 120;

    private static final int LONGEST_ABOUT = 200;

    private final BlockCutter cutter = new BlockCutter(LONGEST);

    /** The passages of a file, and what of it could not be read. */
    public record Reading(List<Passage> passages, @Nullable LeftOut gap) {}

    @Override
    public List<TextSegment> split(Document document) {
        String file = document.metadata().getString(Document.FILE_NAME);
        return split(file == null ? "" : file, DocumentText.of(document)).stream()
                .map(Passage::toSegment)
                .toList();
    }

    public List<Passage> split(DocumentFile file) {
        return read(file).passages();
    }

    public Reading read(DocumentFile file) {
        DocumentText text = DocumentReader.textOf(file);
        LeftOut gap = text.gap();
        return new Reading(
                split(file.name(), text), gap == null ? null : new LeftOut(file.name(), gap.reason(), gap.detail()));
    }

    List<Passage> split(String file, DocumentText text) {
        List<Block> blocks = Block.of(text.lines());
        Draft draft = new Draft(file, text.paged(), title(blocks), about(blocks));
        for (Block block : blocks) {
            switch (block.kind()) {
                case HEADING -> draft.heading(block);
                case BREAK -> draft.finish();
                default -> cutter.cut(block).forEach(draft::add);
            }
        }
        draft.finish();
        return draft.passages;
    }

    /** For a document without headings: its first line, if that could be a title. */
    private static String title(List<Block> blocks) {
        boolean hasHeadings = blocks.stream().anyMatch(block -> block.kind() == Block.Kind.HEADING);
        return hasHeadings || blocks.isEmpty()
                ? ""
                : blocks.get(0)
                        .text()
                        .lines()
                        .findFirst()
                        .filter(line -> line.length() <= LONGEST_TITLE)
                        .orElse("");
    }

    /** The paragraph under the title. */
    private static String about(List<Block> blocks) {
        return blocks.stream()
                .dropWhile(block -> block.kind() == Block.Kind.HEADING)
                .findFirst()
                .filter(block -> block.kind() == Block.Kind.PARAGRAPH && block.length() <= LONGEST_ABOUT)
                .map(block -> block.text().replace('\n', ' ').strip())
                .orElse("");
    }

    private static final Pattern MAIL_FROM = Pattern.compile("(?m)^>? ?From: *(.+)$");
    private static final Pattern MAIL_SUBJECT = Pattern.compile("(?m)^>? ?Subject: *(.+)$");

    /** Of the head of a mail, also of a quoted one: its subject and who wrote it. Each of its passages is understood from these. */
    private static String mailHead(Block block) {
        Matcher from = MAIL_FROM.matcher(block.text());
        Matcher subject = MAIL_SUBJECT.matcher(block.text());
        return from.find() && subject.find()
                ? subject.group(1).strip() + " – " + from.group(1).strip()
                : "";
    }

    private static final class Draft {

        private final List<Passage> passages = new ArrayList<>();
        private final List<Block> collected = new ArrayList<>();
        private final List<Block> headings = new ArrayList<>();
        private final String file;
        private final boolean paged;
        private final String title;
        private final String about;
        private String mail = "";

        Draft(String file, boolean paged, String title, String about) {
            this.file = file;
            this.paged = paged;
            this.title = title;
            this.about = about;
        }

        void heading(Block heading) {
            finish();
            headings.removeIf(above -> above.depth() >= heading.depth());
            headings.add(heading);
        }

        void add(Block block) {
            String head = mailHead(block);
            if (!head.isEmpty()) {
                finish();
                mail = head;
            }
            int length = collected.stream().mapToInt(Block::length).sum();
            if (!collected.isEmpty() && length + block.length() > LONGEST) {
                Block last = collected.get(collected.size() - 1);
                boolean introduces = collected.size() > 1 && last.text().endsWith(":");
                if (introduces) {
                    collected.remove(last);
                }
                finish();
                if (introduces) {
                    collected.add(last);
                }
            }
            collected.add(block);
        }

        void finish() {
            if (collected.isEmpty()) {
                return;
            }
            String text = collected.stream().map(Block::text).collect(Collectors.joining("\n\n"));
            String heading = headings.isEmpty()
                    ? title
                    : headings.stream()
                            .map(block -> block.text().substring(block.depth()).strip())
                            .collect(Collectors.joining(" > "));
            if (!mail.isEmpty()) {
                heading = heading.isEmpty() ? mail : heading + " > " + mail;
            }
            int first = collected.get(0).firstLine();
            int last = collected.get(collected.size() - 1).lastLine();
            if (!PlainText.isEmpty(text)) {
                passages.add(new Passage(file, first, last, paged, heading, about, text));
            }
            collected.clear();
        }
    }
}

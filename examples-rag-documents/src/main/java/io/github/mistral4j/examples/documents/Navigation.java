package io.github.mistral4j.examples.documents;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** What a web page holds beside its text: menus, sidebars, footers, banners. As passages they would answer nothing. */
final class Navigation {

    private static final String NO_TEXT =
            "script, style, noscript, template, svg, iframe, object, button, select, textarea,"
                    + " dialog, nav, menu, [role=navigation], [role=menu], [role=menubar], [role=toolbar], [role=tablist],"
                    + " [role=search], [role=complementary], [role=contentinfo], [role=dialog], [role=alertdialog], [role=doc-toc]";

    /** Some write their remarks as asides. */
    private static final Pattern REMARK =
            Pattern.compile("(?i)note|tip|hint|info|important|warning|caution|danger|admonition|callout|example");

    private static final Pattern BY_NAME = Pattern.compile(
            "(?i)(^|[\\s_-])(nav(bar|igation|igator|menu)?|(left|right|side)-?"
                    + "(nav|bar|menu)|(top|main|site|global)-?(nav|menu|header|footer)|sidebar|breadcrumbs?|footer|skip-?(link|nav)|"
                    + "pagination|pager|toc|(mw-)?edit-?(section|link)|headerlink|page-?(meta|actions?|tools)|feedback|printfooter|table-of-contents|share|social|related)([\\s_-]|$)");

    private static final Pattern BANNER =
            Pattern.compile("(?i)(^|[\\s_-])(cookies?|consent|gdpr|newsletter|popup|modal)([\\w-]*)([\\s_-]|$)");

    /** What a page says of itself, beside what it does: "Last edited on 4 May - Edit this page - History". */
    private static final Pattern ABOUT_ITSELF =
            Pattern.compile("(?i)(last |zuletzt |dernière |última )?(edit(ed)?|updated?|modified|changed"
                    + "|bearbeitet|geändert|modifi\\w+|actualiza\\w+)\\b.{0,60}|(view |page )?(history|source)|print|share|discuss(ion)?|report .{1,20}"
                    + "|page id.*|\\d+ min(utes?)? read|(was|did) this page .{0,30}|yes|no|ja|nein|oui|non|sí|back to .{1,20}|home|(sign|log) (in|out)"
                    + "|next|previous|permalink|versionsgeschichte|drucken|teilen|seite bearbeiten|historique|imprimer|partager|historial|imprimir"
                    + "|compartir|editar|[\\[\\]« »<>←→]*");

    private static final String BETWEEN = "\\s*[|·•—–/?]\\s*|\\s+-\\s+";
    private static final String CONTENT = "main, article, h1";
    private static final String CONTROL = "button, input, [role=button], a[class*=btn], a[class*=button]";
    private static final double MOSTLY = 0.6;
    private static final int LINKS = 3;
    private static final int LONGEST_LINK = 40;

    private Navigation() {}

    static void removeFrom(Document page) {
        // Before the buttons go: they tell a banner from a chapter about cookies.
        page.body().select("[class], [id]").stream()
                .filter(element -> BANNER.matcher(names(element)).find())
                .filter(element -> !element.select(CONTROL).isEmpty() && !isContent(element, page))
                .forEach(Element::remove);
        page.select(NO_TEXT).remove();
        page.select("aside").stream()
                .filter(aside -> !REMARK.matcher(names(aside)).find())
                .forEach(Element::remove);
        page.select("footer").stream()
                .filter(footer -> footer.closest("blockquote") == null)
                .forEach(Element::remove);
        page.select("header ul, header ol, header a").stream()
                .filter(link -> link.closest("h1, h2, h3, h4, h5, h6, p") == null)
                .forEach(Element::remove);
        page.body().select("[class], [id]").stream()
                .filter(element -> BY_NAME.matcher(names(element)).find() && !isContent(element, page))
                .forEach(Element::remove);
        page.body().select("ul, ol, div, p, td, center").stream()
                .filter(element -> element.closest("main, article, [role=main]") == null && isMenu(element))
                .forEach(Element::remove);
        page.body().select("p, div, span, small, em").stream()
                .filter(element -> element.closest("a, td, li, h1, h2, h3") == null && isAboutItself(element))
                .forEach(Element::remove);
    }

    private static String names(Element element) {
        return element.className() + " " + element.id();
    }

    /** Of a layout that only has a sidebar, {@code with-sidebar}, the whole page would go. */
    private static boolean isContent(Element element, Document page) {
        return element == page.body()
                || !element.select(CONTENT).isEmpty()
                || element.text().length() > MOSTLY * page.body().text().length();
    }

    /** One remark alone may be a sentence of the text; a link among it is a control. */
    private static boolean isAboutItself(Element element) {
        String[] parts = element.text().strip().split(BETWEEN);
        boolean controls = !element.select("a[href]").isEmpty() || parts.length > 2;
        return controls
                && Arrays.stream(parts)
                        .allMatch(part -> ABOUT_ITSELF.matcher(part).matches());
    }

    /** Short links and next to nothing else. */
    private static boolean isMenu(Element element) {
        var links = element.select("a[href]");
        int text = element.text().length();
        int linked = links.stream().mapToInt(link -> link.text().length()).sum();
        int between = links.size() * LINKS;
        return links.size() >= LINKS
                && linked + between >= text
                && linked <= links.size() * LONGEST_LINK
                && element.select("h1, h2, h3, table, p p").isEmpty();
    }
}

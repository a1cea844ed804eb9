package io.github.mistral4j.examples.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mistral4j.examples.serve.DifficultApi.Manner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in Chromium. */
@Timeout(180)
final class PageTest {

    private static final String QUESTION = "How long is the warranty on a Halla Leaf that I buy today?";
    private static final String OFF_TOPIC = "Which wine goes with duck?";
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    private static final String READY = "document.querySelector('#suggestions button')";
    private static final String ANSWERED = "document.querySelector('#conversation .facts')";

    @TempDir
    static Path cache;

    @TempDir
    static Path profile;

    static ServedSession served;
    static Browser browser;

    BrowserPage page;

    @BeforeAll
    static void start() throws Exception {
        Optional<Path> executable = Browser.find();
        assumeTrue(executable.isPresent(), "PageTest skipped: no Chromium here. apt-get install chromium runs it.");
        served = ServedSession.open(Map.of("RAG_CACHE", cache.toString()));
        browser = Browser.start(executable.get(), profile);
    }

    @AfterAll
    static void stop() {
        if (served != null) {
            served.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        page = browser.newPage();
        page.size(1280, 900, 1, false);
        page.colours("light");
    }

    @Test
    void an_answer_says_what_it_cost_and_its_mark_shows_the_passage_on_focus_and_opens_it() {
        page.open(served.url());
        page.waitFor(READY);
        ask(QUESTION);

        assertThat(page.text("document.querySelector('#banner').innerText")).contains("No language model is running");
        assertThat(page.text("document.querySelector('.route').innerText"))
                .contains("lookup", "mistral-small-2603", "stand-in");
        assertThat(page.text("document.querySelector('.facts').innerText")).contains("First token", "Tokens", "$0.0");
        assertThat(page.text("document.querySelector('#totals').innerText")).contains("so far");
        page.evaluate("document.querySelector('#totals').open = true");
        assertThat(page.text("document.querySelector('#totals').innerText")).contains("Always mistral-large-2512");
        page.evaluate("document.querySelector('#totals').open = false");
        assertThat(page.text("document.querySelector('#announcer').innerText"))
                .contains("lookup → mistral-small-2603", "(passage ", "End of the answer");

        page.evaluate("document.querySelector('#conversation .mark').focus()");
        page.waitFor("!document.getElementById('card').hidden");
        String file = page.text("document.querySelector('#card strong').innerText");
        assertThat(page.text("document.querySelector('#card').innerText")).contains(file, "lines", "score");
        assertThat(page.text("document.activeElement.getAttribute('aria-describedby')"))
                .isEqualTo("card");
        page.press("Escape");
        page.waitFor("document.getElementById('card').hidden");

        page.press("Enter");
        page.waitFor("document.querySelector('#reader .hit')");
        assertThat(page.text("document.getElementById('reader-title').innerText"))
                .isEqualTo(file);
        page.waitFor("document.activeElement.className === 'hit'");
        JsonNode inView = page.evaluate("(() => { const hit = document.querySelector('.hit').getBoundingClientRect();"
                + " const box = document.getElementById('reader-lines').getBoundingClientRect();"
                + " return hit.top >= box.top && hit.top < box.bottom; })()");
        assertThat(inView.asBoolean()).as("the passage is in view").isTrue();

        page.press("Escape");
        page.waitFor("!document.body.classList.contains('reading')");
        assertThat(page.text("document.activeElement.className")).isEqualTo("mark");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void the_keyboard_reaches_everything_in_the_order_in_which_it_is_read() {
        page.open(served.url());
        page.waitFor(READY);
        assertThat(page.text("document.activeElement.id")).isEqualTo("question");

        page.evaluate("document.querySelector('a, button, select, textarea').focus()");
        assertThat(page.text("document.activeElement.textContent")).isEqualTo("Skip to the question");
        assertThat(page.evaluate("document.activeElement.offsetWidth").asInt())
                .as("shown while it has the focus")
                .isGreaterThan(100);
        page.press("Tab");
        assertThat(page.text("document.activeElement.id")).isEqualTo("documents");
        page.press("Tab");
        assertThat(page.text("document.activeElement.textContent")).isEqualTo("How long is the warranty?");
        page.press("Tab");
        assertThat(page.text("document.activeElement.id")).isEqualTo("question");
        page.press("Tab");
        assertThat(page.text("document.activeElement.id")).isEqualTo("attach");
        page.press("Tab");
        assertThat(page.text("document.activeElement.id")).isEqualTo("model");
        page.press("Tab");
        assertThat(page.text("document.activeElement.id")).isEqualTo("send");
        assertThat(page.text("getComputedStyle(document.activeElement).outlineStyle"))
                .isEqualTo("solid");
    }

    @Test
    void nothing_is_wider_than_a_small_phone_and_a_tap_shows_the_passage() {
        page.size(360, 740, 2, true);
        page.open(served.url());
        page.waitFor(READY);
        assertNothingSticksOut();
        ask(QUESTION);
        assertNothingSticksOut();

        page.evaluate("document.querySelector('#conversation .mark').scrollIntoView({block: 'center'})");
        page.tap("#conversation .mark");
        page.waitFor("!document.getElementById('card').hidden");
        assertThat(page.evaluate("document.getElementById('reader').open").asBoolean())
                .isFalse();
        assertNothingSticksOut();

        page.tap("#card .hint");
        page.waitFor("document.querySelector('#reader:modal .hit')");
        assertNothingSticksOut();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void colours_follow_the_system() {
        page.open(served.url());
        page.waitFor(READY);
        assertThat(brightness("backgroundColor")).isGreaterThan(200);
        assertThat(brightness("color")).isLessThan(60);

        page.colours("dark");
        assertThat(brightness("backgroundColor")).isLessThan(60);
        assertThat(brightness("color")).isGreaterThan(200);
    }

    @Test
    void what_documents_and_users_write_is_text() {
        page.open(served.url());
        page.waitFor(READY);
        ask("How long is the <img src=x onerror=\"document.title='broken'\"> <b>warranty</b> on a Halla Leaf?");

        assertThat(page.text("document.querySelector('article h2').textContent"))
                .contains("<b>warranty</b>");
        assertThat(page.evaluate("document.querySelectorAll('main img, main b').length")
                        .asInt())
                .isZero();
        assertThat(page.text("document.title")).isEqualTo("Ask the documents");
    }

    @Test
    void an_answer_is_seen_while_it_is_written_and_stop_ends_the_call_to_the_model() throws Exception {
        try (DifficultApi api = new DifficultApi(Manner.STOPS_AFTER_A_WORD);
                ServedSession slow =
                        ServedSession.open(Map.of("RAG_CACHE", cache.toString(), "MISTRAL_BASE_URL", api.baseUrl()))) {
            page.open(slow.url());
            page.waitFor(READY);
            type(QUESTION);
            page.waitFor("document.querySelector('.text p:not(.waiting)')?.innerText === 'Wait'");

            page.evaluate("document.getElementById('stop').click()");

            assertThat(api.waitUntilHungUp()).isTrue();
            page.waitFor("document.querySelector('.after .note')?.innerText.startsWith('Stopped.')");
            page.waitFor("document.getElementById('stop').hidden && !document.getElementById('send').hidden");
        }
    }

    @ParameterizedTest
    @CsvSource({"1280, light, false", "1280, dark, false", "390, light, true", "390, dark, true"})
    void axe_finds_no_violation_in_any_state(int width, String scheme, boolean phone) throws Exception {
        page.size(width, 844, 1, phone);
        page.colours(scheme);
        page.open(served.url());
        page.waitFor(READY);
        assertAccessible("welcome");
        ask(QUESTION);
        assertAccessible("answer");
        page.evaluate("document.querySelector('#conversation .mark').focus()");
        page.waitFor("!document.getElementById('card').hidden");
        assertAccessible("passage card");
        page.evaluate("document.querySelector('details.totals summary').click()");
        page.evaluate("document.querySelector('article details summary').click()");
        assertAccessible("details");
        page.evaluate("document.querySelector('#conversation .mark').click()");
        page.waitFor("document.querySelector('#reader .hit')");
        assertAccessible("document");
        closeReader();
        page.evaluate("document.getElementById('documents').click()");
        page.waitFor("document.querySelector('.documents')");
        assertAccessible("list of documents");
        closeReader();
        type(OFF_TOPIC);
        page.waitFor("document.querySelectorAll('article')[1]?.querySelector('ul.sources')");
        assertAccessible("refusal");
        page.evaluate(
                "fetch = async () => new Response('{\"message\": \"Broken.\", \"nextStep\": \"Mend it.\"}', {status: 502})");
        type(QUESTION);
        page.waitFor("document.querySelector('.note.error')");
        assertAccessible("error");
    }

    @Test
    void a_refusal_offers_the_nearest_passages_and_they_can_be_opened() {
        page.open(served.url());
        page.waitFor(READY);
        type(OFF_TOPIC);
        page.waitFor("document.querySelectorAll('article .sources button').length === 3");

        page.evaluate("document.querySelector('article .sources button').click()");

        page.waitFor("document.querySelector('#reader .hit')");
    }

    @Test
    void documents_are_listed_and_opened_without_a_question_and_the_folder_is_read_again() throws Exception {
        Path folder = Files.createDirectory(cache.resolve("folder"));
        Files.writeString(folder.resolve("first.md"), "# First\n\nThe lamp burns for ten thousand hours.\n");
        Files.writeString(folder.resolve("budget.docx"), "no text");
        try (ServedSession own = ServedSession.open(Map.of("RAG_CACHE", cache.toString()), folder)) {
            page.open(own.url());
            page.waitFor("!document.getElementById('documents').disabled");
            page.evaluate("document.getElementById('documents').click()");
            page.waitFor("document.querySelectorAll('.documents button').length === 1");
            assertThat(page.text("document.getElementById('reader-notice').innerText"))
                    .contains("budget.docx");

            Files.writeString(folder.resolve("second.md"), "# Second\n\nThe shade costs twelve euros.\n");
            page.evaluate("document.querySelector('.documents + p button').click()");
            page.waitFor("document.querySelectorAll('.documents button').length === 2");
            assertThat(page.text("document.getElementById('corpus').innerText")).startsWith("2 documents");

            page.evaluate("document.querySelectorAll('.documents button')[1].click()");
            page.waitFor("document.getElementById('reader-lines').innerText.includes('twelve euros')");
            closeReader();
            type("What does the shade cost?");
            page.waitFor(ANSWERED);
            assertThat(page.text("document.querySelector('article').innerText")).contains("twelve euros");
        }
    }

    @Test
    void a_reload_keeps_the_conversation_and_a_new_one_forgets_it() {
        page.open(served.url());
        page.waitFor(READY);
        ask(QUESTION);

        page.open(served.url());
        page.waitFor(ANSWERED);
        assertThat(page.text("document.querySelector('article h2').textContent"))
                .isEqualTo(QUESTION);
        page.evaluate("document.querySelector('#conversation .mark').click()");
        page.waitFor("document.querySelector('#reader .hit')");
        closeReader();
        page.evaluate("document.getElementById('fresh').click()");
        page.open(served.url());
        page.waitFor(READY);
        assertThat(page.evaluate("document.querySelectorAll('article').length").asInt())
                .isZero();
    }

    @Test
    void an_answer_can_be_copied_with_its_sources_and_asked_for_again() {
        page.open(served.url());
        page.waitFor(READY);
        ask(QUESTION);
        page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }");

        page.evaluate("document.querySelector('.actions button').click()");
        page.waitFor("window.copied");
        assertThat(page.text("window.copied")).contains("24 months", "] warranty-and-support.md, line");

        page.evaluate("[...document.querySelectorAll('.actions button')].at(-1).click()");
        page.waitFor("document.querySelectorAll('#conversation .facts').length === 2");
    }

    @Test
    void a_passage_card_that_was_reached_by_keyboard_stays_when_the_page_scrolls() {
        page.size(390, 500, 1, true);
        page.open(served.url());
        page.waitFor(READY);
        ask(QUESTION);
        page.press("Tab");
        page.evaluate("document.querySelector('#conversation .mark').focus({focusVisible: true})");
        page.waitFor("!document.getElementById('card').hidden");

        page.evaluate(
                "new Promise(done => { scrollBy(0, 40); requestAnimationFrame(() => requestAnimationFrame(done)); })");

        assertThat(page.evaluate("document.getElementById('card').hidden").asBoolean())
                .isFalse();
    }

    @Test
    void an_image_goes_with_the_question() {
        page.open(served.url());
        page.waitFor(READY);
        page.evaluate("(() => { const data = new DataTransfer();"
                + " data.items.add(new File([new Uint8Array([137, 80, 78, 71])], 'plan.png', {type: 'image/png'}));"
                + " const input = document.getElementById('image'); input.files = data.files;"
                + " input.dispatchEvent(new Event('change')); })()");
        page.waitFor("!document.getElementById('attached').hidden");

        type("What does the red light on it mean?");

        page.waitFor("document.querySelector('#conversation .facts')");
        assertThat(page.text("document.querySelector('article').innerText"))
                .contains("With the image plan.png", "vision");
        assertThat(page.evaluate("document.getElementById('attached').hidden").asBoolean())
                .isTrue();
        assertThat(page.complaints()).isEmpty();
    }

    /** The focus goes back to where the document was opened a moment after it is closed. */
    private void closeReader() {
        // Escape would only hide the card of a passage that is still there.
        page.waitFor("document.getElementById('card').hidden");
        page.press("Escape");
        // Only then the focus is back; it would be taken away from what is typed next.
        page.waitFor("!document.body.classList.contains('reading')");
    }

    private void assertAccessible(String state) throws IOException {
        if (page.evaluate("typeof axe === 'undefined'").asBoolean()) {
            try (InputStream axe = PageTest.class.getResourceAsStream(AXE)) {
                page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "; true");
            }
        }
        JsonNode violations = page.evaluate("axe.run().then(({violations}) => violations.map(({id, impact, nodes}) =>"
                + " `${impact} ${id}: ${nodes.map(({html}) => html).join(' ')}`))");
        assertThat(violations).as(state).isEmpty();
    }

    private void ask(String question) {
        type(question);
        page.waitFor(ANSWERED);
    }

    private void type(String question) {
        // Behind a dialog that is about to close nothing takes the focus.
        page.waitFor("(document.getElementById('question').focus(), document.activeElement.id === 'question')");
        page.type(question);
        page.press("Enter");
    }

    private void assertNothingSticksOut() {
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        .asInt())
                .as("pixels to scroll sideways")
                .isZero();
        assertThat(page.evaluate("innerWidth").asInt()).isEqualTo(360);
    }

    private int brightness(String property) {
        return page.evaluate("(() => { const [r, g, b] = getComputedStyle(document.body)." + property
                        + ".match(/\\d+/g).map(Number); return Math.round((r + g + b) / 3); })()")
                .asInt();
    }
}

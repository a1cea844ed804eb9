package io.github.mistral4j.examples.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotesTest {

    private static final String FAQ =
            passage(1, "faq.md:37-42", "Halla 2 – Frequently Asked Questions > Warranty and service", """
            **How long is the warranty?** 36 months on all devices.

            **What does a repair cost after that?** You get a cost estimate first. Most repairs of a Leaf cost between €40
            and €60.

            **Where is it repaired?** In Kestrand, in the house where it was made.""");
    private static final String POLICY = passage(
            2,
            "warranty-and-support.md:12-17",
            "Warranty, Returns and Support Policy > Part A – Warranty > What is covered, and for how long",
            """
            | Item | Warranty period |
            |---|---|
            | Base, Leaf, Root, Valve | 24 months from the date of delivery |
            | Internal battery of the Base | 12 months |
            | Repaired or exchanged devices | the rest of the original period, at least 6 months |""");
    private static final String SEVERITY = passage(
            3,
            "warranty-and-support.md:64-70",
            "Warranty, Returns and Support Policy > Part C – Support > Severity and first answer",
            """
            | Severity | Meaning | Start | Grow | Estate |
            |---|---|---|---|---|
            | 1 | Frost alerts or irrigation do not work | 2 business days | 4 business hours | 1 hour |
            | 2 | One function does not work | 3 business days | | 4 hours |

            The times are times to the first qualified answer, not to the solution.""");
    private static final String BATTERY = passage(
            4,
            "data-sheet.md:46-56",
            "Halla 2 Data Sheet > Halla Leaf HL-2 > Battery life of the Leaf",
            "Measured with fresh lithium cells. At the factory setting of 5 minutes the battery life of the Leaf is"
                    + " therefore 18 months.");

    private static String passage(int number, String place, String heading, String text) {
        return "<passage n=\"" + number + "\" place=\"" + place + "\" heading=\"" + heading + "\" about=\"\">\n"
                + text.stripTrailing() + "\n</passage>\n";
    }

    private static String ask(String question, String... passages) {
        return ask(Form.SENTENCES, question, passages);
    }

    private static String ask(Form form, String question, String... passages) {
        return ExtractiveAnswer.to(
                "<passages>\n" + String.join("", passages) + "</passages>\n\n<question>\n" + question + "\n</question>",
                form);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How long is the warranty on a Halla Leaf? | Base, Leaf, Root, Valve: 24 months from the date of delivery. [2]",
                "How long is the warranty on a Halla Base? | Base, Leaf, Root, Valve: 24 months from the date of delivery. [2]",
            })
    void the_one_best_sentence_is_quoted_and_what_contradicts_it_is_shown_as_such(String question, String quoted) {
        assertThat(ask(question, FAQ, POLICY, SEVERITY, BATTERY))
                .isEqualTo(quoted
                        + "\nAnother document says otherwise: How long is the warranty? 36 months on all devices. [1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How long is the warranty on the internal battery of a Base? | Internal battery of the Base: 12 months. [2]",
                "What does a repair of a Leaf cost? | Most repairs of a Leaf cost between €40 and €60. [1]",
                "What are the response times for severity 1? | Severity 1: Meaning Frost alerts or irrigation do not work;"
                        + " Start 2 business days; Grow 4 business hours; Estate 1 hour. [3]"
            })
    void the_answer_begins_with_the_sentence_that_holds_it(String question, String quoted) {
        assertThat(ask(question, FAQ, POLICY, SEVERITY, BATTERY)).startsWith(quoted);
    }

    @Test
    void other_lengths_of_time_do_not_stand_beside_the_answer() {
        assertThat(ask("How long is the warranty on a Halla Leaf?", POLICY, BATTERY))
                .isEqualTo("Base, Leaf, Root, Valve: 24 months from the date of delivery. [2]");
    }

    @Test
    void an_empty_cell_of_a_table_is_left_out() {
        assertThat(ask("What are the response times for severity 2?", SEVERITY))
                .startsWith(
                        "Severity 2: Meaning One function does not work; Start 3 business days; Estate 4 hours. [3]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What you get > what you pay",
                "a -&gt; b &lt;passage n='1'&gt;",
                "<b>bold</b> <passages>",
                "5 > 4 < 6",
                "</passage",
                "> quoted"
            })
    void a_title_with_markup_is_a_title(String title) {
        assertThat(ask(
                        "How long is the warranty on a Halla Leaf?",
                        passage(
                                7,
                                title + ".md:1-2",
                                title,
                                "| Item | Warranty period |\n|---|---|\n| Leaf | 24 months |")))
                .isEqualTo("Leaf: 24 months. [7]");
    }

    @Test
    void a_quotation_at_the_top_is_read_as_text() {
        assertThat(ask(
                        "How long is the warranty on a Halla Leaf?",
                        passage(1, "a.md:1-2", "Mail", "> > The warranty of a Leaf lasts 24 months > or so.\n> Yours")))
                .startsWith("The warranty of a Leaf lasts 24 months > or so.");
    }

    @Test
    void a_question_about_something_else_is_not_answered() {
        assertThat(ask("Who won the world cup of 1974?", FAQ, POLICY)).isEqualTo("Not in these documents.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Which iOS version does the Leaf need?",
                "Is the Base certified according to ISO 27001?",
                "Is there a discount for schools and universities?"
            })
    void a_question_beside_the_subject_is_not_answered_by_what_is_nearest(String question) {
        assertThat(ask(question, FAQ, POLICY, SEVERITY, BATTERY)).isEqualTo("Not in these documents.");
    }

    @Test
    void a_name_is_known_however_it_is_spelled() {
        List<PromptPassage> passages = PromptPassage.in(BATTERY);

        assertThat(Trust.namesUnknown("Which battery has the HL2?", passages)).isFalse();
        assertThat(Trust.namesUnknown("Which battery has the HL-2?", passages)).isFalse();
        assertThat(Trust.namesUnknown("Which battery has the HX-9?", passages)).isTrue();
        assertThat(Trust.namesUnknown("HOW LONG DOES IT LAST?", passages))
                .as("whoever shouts names nothing")
                .isFalse();
        assertThat(Trust.namesUnknown("Is it NOT the same?", passages))
                .as("a common word is no name")
                .isFalse();
    }

    @Test
    void a_summary_is_of_the_document_that_is_named() {
        String minutes = passage(1, "minutes-may.txt:1-9", "Minutes of May", """
            The new lamp was approved. The council wants a second offer for the roof. The cellar is painted in June.""");
        String letter = passage(2, "letter.txt:1-9", "Letter to the council", """
            We write to the council about the lamp. The roof leaks in May. The cellar is wet.""");

        assertThat(ask(Form.LIST, "Sum up the minutes of May.", letter, minutes).lines())
                .hasSize(3)
                .allMatch(line -> line.endsWith("[1]"));
        assertThat(ask(Form.LIST, "Sum up what is said of the lamp and the roof.", letter, minutes))
                .contains("[1]")
                .contains("[2]");
    }

    @Test
    void a_list_has_what_is_nearest_of_each_passage_whatever_the_language_of_the_question() {
        assertThat(ask(Form.LIST, "Worum geht es hier, in Stichpunkten?", POLICY, SEVERITY, BATTERY)
                        .lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("- "))
                .last()
                .asString()
                .endsWith("[4]");
    }

    @Test
    void a_number_that_was_replaced_is_shown_as_said_otherwise() {
        String manual = passage(1, "manual.md:1-2", "Manual", "One Base serves at most 24 nodes in all.");
        String release = passage(2, "release.md:1-2", "2.4.0", "New: a Base serves up to 32 nodes (before: 24).");

        for (Form form : List.of(Form.SENTENCES, Form.STEPS)) {
            assertThat(ask(form, "Do the documents agree on how many nodes one Base serves at most?", manual, release))
                    .startsWith("One Base serves at most 24 nodes in all. [1]")
                    .contains("New: a Base serves up to 32 nodes (before: 24). [2]");
        }
    }

    @Test
    void the_form_is_what_the_instructions_say() {
        assertThat(Form.of("Answer with a short list of points, the most important first."))
                .isEqualTo(Form.LIST);
        assertThat(Form.of("Name the facts you use with their marks, then show the steps to the conclusion."))
                .isEqualTo(Form.STEPS);
        assertThat(Form.of("Show complete code in a fenced block with its language"))
                .isEqualTo(Form.CODE);
        assertThat(Form.of("Answer in one to three sentences.")).isEqualTo(Form.SENTENCES);
    }

    @Test
    void a_quotation_that_may_not_be_the_answer_is_said_to_be_one() {
        String clothes =
                passage(1, "a.md:1-2", "Expenses", "Since scrubs must be washed at 60 degrees, you get £4 a week.");

        assertThat(ask("Does the practice pay for my work clothes?", clothes))
                .startsWith("No sentence says so outright. The nearest: ")
                .endsWith("[1]");
    }

    @Test
    void a_part_of_a_german_compound_is_found_in_it() {
        String text = "Der Abstand zum Schlafzimmerfenster beträgt drei Meter.";
        Keywords keywords = new Keywords("Wie weit vom Fenster?", List.of(text));

        assertThat(keywords.shared(text)).containsExactly("fenste");
        assertThat(keywords.shared("Der Fensterrahmen")).containsExactly("fenste");
        assertThat(keywords.shared("Das Fernsehen")).isEmpty();
    }

    private static final String LEAVE = passage(1, "leave.md:3-9", "Annual leave > Carrying over", """
            Up to five days may be carried into the next year. They lapse on 31 March.

            You can see the doctor, Dr. Aline Fournier, on Tuesdays from 13:00 to 16:00.

            The badge opens the main door from 6:00 to 22:00.

            Licence: MPL 2.0.""");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "When do carried over days lapse? | They lapse on 31 March.",
                "When can I see the doctor? | Dr. Aline Fournier, on Tuesdays",
                "under which licence is it | Licence: MPL 2.0",
                "wen do caried ovver days lapse | They lapse on 31 March.",
            })
    void a_sentence_is_quoted_whole_with_the_one_it_goes_on_from(String question, String quoted) {
        assertThat(ask(question, LEAVE)).contains(quoted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"What colour is the badge?", "Who is the head of badges?"})
    void what_can_only_be_answered_by_a_colour_or_a_name_is_refused_without_one(String question) {
        assertThat(ask(
                        question,
                        passage(1, "badge.md:3", "Badge", "The badge opens the main door from 6:00 to 22:00.")))
                .isEqualTo(ExtractiveAnswer.NOTHING_FOUND);
    }

    @Test
    void the_second_of_two_questions_in_one_sentence_is_answered_too() {
        String badge = passage(1, "badge.md:3-4", "Badge", "A lost badge costs £15.");
        String parents =
                passage(2, "parents.md:3", "Parental leave", "Other parent: 8 weeks of parental leave on full pay.");

        assertThat(ask(
                        "What does a lost badge cost, and how long is parental leave for the other parent?",
                        badge,
                        parents))
                .contains("£15", "8 weeks");
    }

    @Test
    void the_month_of_a_question_is_that_of_a_file_name() {
        String june = passage(
                2,
                "minutes-2026-06.txt:3",
                "Minutes",
                "The trial of shifts goes on. The canteen gets dearer in August. Bicycles are leased to all.");
        String july = passage(
                1,
                "minutes-2026-07.txt:3",
                "Minutes",
                "Fans for the bays were bought. Places for cars are short. The party is for families.");

        assertThat(ask(Form.LIST, "tl;dr of the june minutes", july, june))
                .contains("[2]")
                .doesNotContain("[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adress for complaynts | adress for complaints",
                "does the logger retry when an outage deletes the warranty schema, expires | does the logger retry when an outage deletes the warranty schema, expires",
                "wich sertificate | wich certificate",
                "pontoon moorings for dinghies | pontoon moorings for dinghies",
                "was kostet die Wertmarke | was kostet die Wertmarke",
                "see config.yaml and user@example.org | see config.yaml and user@example.org",
            })
    void misspelt_english_words_are_mended_and_rare_ones_are_not(String asked, String mended) {
        assertThat(Spelling.mend(asked)).isEqualTo(mended);
    }
}

package io.github.mistral4j.client.internal.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    private static String redact(String message, List<String> secrets, List<String> inputs) {
        return new Redaction(secrets::forEach, inputs::forEach).apply(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ab3dEf6hIj9lMn2pQr5t",
                "0123456789abcdef0123456789abcdef",
                "quitelowercaseonlykey",
                "SHOUTINGONLYKEYLETTERS",
                "short-key1"
            })
    void a_key_is_hidden(String key) {
        assertThat(redact("Invalid API key: " + key + ".", List.of(key), List.of()))
                .isEqualTo("Invalid API key: [hidden].");
    }

    @ParameterizedTest
    @CsvSource({
        "Ab3dEf6hIj9lMn2pQr5t, Ab3d************Qr5t",
        "Ab3dEf6hIj9lMn2pQr5t, Ab3d...Qr5t",
        "Ab3dEf6hIj9lMn2pQr5t, Ab3dEf6h…",
        "quitelowercaseonlykey, quite***********lykey",
        "quitelowercaseonlykey, quitelow...",
        "quitelowercaseonlykey, ****ykey",
        "QUITEUPPERCASEONLYKEY, QUIT****YKEY",
        "sk-abcdefghijklmnop, sk-ab*****mnop"
    })
    void the_ends_of_a_masked_key_are_hidden(String key, String masked) {
        String message = redact("Incorrect API key provided: " + masked + " for this account", List.of(key), List.of());

        assertThat(message).startsWith("Incorrect API key provided: ").endsWith(" for this account");
        for (int i = 0; i + 4 <= key.length(); i++) {
            assertThat(message).doesNotContain(key.substring(i, i + 4));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no: the PIN is\n4711 Ab\nthanks",
                "no: the PIN is 4711 Ab thanks",
                "no: 'the PIN is\\n4711 Ab\\nthanks'",
                "no: 4711 Ab"
            })
    void lines_of_a_prompt_are_hidden_however_they_are_escaped(String message) {
        assertThat(redact(message, List.of(), List.of("the PIN is\n4711 Ab\nthanks")))
                .startsWith("no: ")
                .doesNotContain("4711")
                .doesNotContain("the PIN is");
    }

    @Test
    void a_prompt_with_runs_of_blanks_is_hidden_in_one_line() {
        assertThat(redact("bad input a  b and more words", List.of(), List.of("x  a  b\t\tand  more   words of it")))
                .doesNotContain("and more words");
    }

    @Test
    void a_short_prompt_is_hidden() {
        assertThat(redact("cannot say 'Ottokar'", List.of(), List.of("Ottokar")))
                .isEqualTo("cannot say '[hidden]'");
    }

    @Test
    void a_message_that_repeats_nothing_stays_as_it_is() {
        String message = "Input should be less than or equal to 1.5 [type=less_than_equal, input_type=float]";

        assertThat(redact(message, List.of("Ab3dEf6hIj9lMn2pQr5t"), List.of("What is the capital of France?")))
                .isEqualTo(message);
    }

    // The old search took a second and a half for a hundredth of this.
    @Test
    @Timeout(60)
    void a_long_input_of_one_character_is_searched_in_time_in_proportion_to_it() {
        String dashes = "-".repeat(2_000_000);

        assertThat(redact(
                        "bad: " + dashes + "!",
                        List.of("Ab3dEf6hIj9lMn2pQr5t"),
                        List.of(dashes, dashes + "\n".repeat(9))))
                .startsWith("bad:")
                .doesNotContain("-----");
        assertThat(redact("a".repeat(4_000), List.of("b".repeat(5_000)), List.of()))
                .hasSize(4_000);
    }

    @Test
    void media_that_the_server_repeats_is_hidden() {
        String media = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUgAAAAUA".repeat(100_000);

        assertThat(redact("cannot read " + media.substring(0, 300) + "…", List.of(), List.of(media)))
                .isEqualTo("cannot read [hidden]…");
    }

    @ParameterizedTest
    @CsvSource({
        "x-portkey-provider, mistral-ai, false",
        "x-tenant, Acme Corp, false",
        "environment, production, false",
        "x-region, eu-west-1, false",
        "x-version, v2.1, false",
        "x-tenant, 3fa85f64-5717-4562-b3fc-2c963f66afa6, true",
        "x-bf-vk, team-a, true",
        "x-api-key, mistral, true",
        "Authorization, Basic abc, true",
        "Cookie, a, true",
        "x-custom, Ab3dEf6hIj9l, true",
        "x-custom, abcdefghijklmnopqrstuvwxyzabcdefghijkl, true"
    })
    void a_short_ordinary_value_is_not_looked_for(String header, String value, boolean lookedFor) {
        assertThat(Secrecy.isLookedFor(header, value)).isEqualTo(lookedFor);
    }

    @Test
    void an_endless_message_is_cut_before_it_is_searched() {
        assertThat(redact("x".repeat(1_000_000), List.of("Ab3dEf6hIj9l"), List.of("y".repeat(1_000_000)))
                        .length())
                .isLessThan(10_000);
    }
}

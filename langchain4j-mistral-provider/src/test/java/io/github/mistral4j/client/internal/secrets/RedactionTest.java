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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AB3DEF6HIJ9L+MN2P/QR5TUV8XYZ1KEYSECRET=",
                "ab3def6hij9l+mn2p/qr5tuv8xyz1keysecret=",
                "Ab3dEf6hIj9l%2BMn2p%2FQr5tUv8xYz1KeySecret%3D",
                "Ab3dEf6hIj9l&#43;Mn2p&#x2F;Qr5tUv8xYz1KeySecret&#61;",
                "\\u0041\\u0062\\u0033\\u0064\\u0045\\u0066\\u0036\\u0068\\u0049\\u006a\\u0039\\u006c\\u002b\\u004d",
                "QWIzZEVmNmhJajlsK01uMnAvUXI1dFV2OHhZejFLZXlTZWNyZXQ9",
                "QmVhcmVyIEFiM2RFZjZoSWo5bCtNbjJwL1FyNXRVdjh4WXoxS2V5U2VjcmV0PQ",
                "OkFiM2RFZjZoSWo5bCtNbjJwL1FyNXRVdjh4WXoxS2V5U2VjcmV0PQ==",
                "416233644566366849 6a396c2b4d6e3270 2f5172357455763878597a314b65795365637265743d",
                "A b 3 d E f 6 h I j 9 l + M n 2 p / Q r 5 t U v 8 x Y z 1 K e y S e c r e t =",
            })
    void a_key_is_hidden_however_it_is_written(String written) {
        String key = "Ab3dEf6hIj9l+Mn2p/Qr5tUv8xYz1KeySecret=";

        assertThat(redact("bad credentials: " + written + " of you", List.of(key), List.of()))
                .contains("[hidden]")
                .satisfies(message -> assertThat(message.length()).isLessThan(50));
        assertThat(new Redaction(List.of(key)::forEach, List.<String>of()::forEach).words(written))
                .isEqualTo("[hidden]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MY ACCOUNT IS DE89 3704 0044, ÜMLÄUT",
                "My%20account%20is%20DE89%203704%200044%2C%20",
                "My account is\\\\u0020DE89 3704\\\\n0044",
                "My\u00a0account\u00a0is\u00a0DE89\u00a03704\u00a00044",
                "My-account-is-DE89-3704-0044",
            })
    void a_prompt_is_hidden_however_it_is_written(String written) {
        assertThat(redact("bad input: " + written, List.of(), List.of("My account is\nDE89 3704 0044, Ümläut")))
                .startsWith("bad input: [hidden]")
                .doesNotContain("3704", "0044", "ccount");
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

package io.github.mistral4j.examples.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mistral4j.examples.documents.LeftOut.Reason;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextEncodingTest {

    private static final String TEXT =
            "# Café Größe\n\nLe café coûte 2,50 €. Der Schlüssel hängt – wie immer – “hinten”.\n";

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void unicode_is_read_with_a_byte_order_mark_and_without_one(String charset) {
        assertThat(TextEncoding.decode(TEXT.getBytes(Charset.forName(charset)), null))
                .isEqualTo(new TextEncoding.Decoded(TEXT, null));
        assertThat(TextEncoding.decode(("\ufeff" + TEXT).getBytes(Charset.forName(charset)), null))
                .isEqualTo(new TextEncoding.Decoded(TEXT, null));
    }

    @Test
    void what_is_no_utf_8_is_read_as_windows_1252_and_that_is_said() {
        assertThat(TextEncoding.decode(TEXT.getBytes(Charset.forName("windows-1252")), null))
                .isEqualTo(new TextEncoding.Decoded(TEXT, Reason.WINDOWS_1252));
        assertThat(TextEncoding.decode("Le café coûte.".getBytes(StandardCharsets.ISO_8859_1), "iso-8859-1")
                        .text())
                .isEqualTo("Le café coûte.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1251", "KOI8-R", "windows-1253", "windows-1255"})
    void eight_bit_text_of_another_alphabet_is_left_out_instead_of_garbled(String charset) {
        String text = charset.endsWith("3")
                ? "Η εγγύηση ισχύει δύο χρόνια."
                : charset.endsWith("5") ? "האחריות תקפה לשנתיים ימים" : "Гарантия действует два года.";

        assertThatThrownBy(() -> TextEncoding.decode(text.getBytes(Charset.forName(charset)), null))
                .isInstanceOfSatisfying(
                        DocumentException.class, e -> assertThat(e.reason()).isEqualTo(Reason.ENCODING));
        assertThat(TextEncoding.decode(text.getBytes(Charset.forName(charset)), charset)
                        .text())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shift_JIS", "GB18030", "EUC-KR", "ISO-2022-JP"})
    void an_encoding_that_is_declared_is_used(String charset) {
        String text = charset.equals("EUC-KR") ? "보증은 이년 동안 유효합니다" : charset.equals("GB18030") ? "保修期为两年" : "保証は二年間です";

        assertThat(TextEncoding.decode(text.getBytes(Charset.forName(charset)), charset)
                        .text())
                .isEqualTo(text);
    }

    @Test
    void binary_data_is_no_text() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R', 0, 0, 1};
        byte[] noZeros = new byte[400];
        for (int i = 0; i < noZeros.length; i++) {
            noZeros[i] = (byte) (1 + i * 7 % 255);
        }

        for (byte[] bytes : new byte[][] {png, noZeros}) {
            assertThatThrownBy(() -> TextEncoding.decode(bytes, null)).isInstanceOf(DocumentException.class);
        }
    }

    @Test
    void a_few_damaged_bytes_do_not_make_utf_8_another_encoding() {
        byte[] bytes = "Größe, Schlüssel, Überblick, Gerät: 12 mm".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 1] = (byte) 0xc3;

        assertThat(TextEncoding.decode(bytes, null).text()).startsWith("Größe, Schlüssel, Überblick, Gerät");
        assertThat(TextEncoding.decode(bytes, null).note()).isEqualTo(Reason.GARBLED);
    }
}

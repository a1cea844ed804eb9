package io.github.mistral4j.client.internal.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-12",
                "0.5",
                "-0.0165863037109375",
                "0.00091552734375",
                "9.1552734375e-05",
                "-2.5E+3",
                "1e38",
                "1e-44",
                "9.999999999999999999",
                "9999999999999999999",
                "99999999999999999999999",
                "0.1234567890123456789",
                "123456.7890123456789e-10",
                "3.4028235e38",
                "1e400",
                "12345678.12345678e2"
            })
    void reads_what_the_jdk_reads(String text) {
        assertThat(parse(text)).isEqualTo((float) Double.parseDouble(text));
    }

    @Test
    void reads_random_numbers_of_all_lengths_as_the_jdk_does() {
        Random random = new Random(5);
        for (int i = 0; i < 200_000; i++) {
            BigDecimal number = new BigDecimal(random.nextGaussian()).setScale(random.nextInt(22), RoundingMode.DOWN);
            String text = number.toPlainString();
            assertThat(parse(text)).as(text).isEqualTo((float) Double.parseDouble(text));
        }
    }

    private static float parse(String text) {
        String around = "[" + text + ",";
        return FloatText.parse(around.getBytes(US_ASCII), 1, text.length());
    }
}

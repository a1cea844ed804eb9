package io.github.mistral4j.client.internal.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** M2: numbers are read as {@link Float#parseFloat} reads them, bit for bit. */
class FloatTextShapesTest {

    private static void check(String text) {
        byte[] padded = ("xx" + text + "yy").getBytes(US_ASCII);
        int expected = Float.floatToRawIntBits(Float.parseFloat(text));
        int actual = Float.floatToRawIntBits(FloatText.parse(padded, 2, text.length()));
        if (actual != expected) {
            throw new AssertionError(
                    text + ": " + Float.intBitsToFloat(actual) + " instead of " + Float.intBitsToFloat(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "0.0",
                "-0.0",
                "0e0",
                "0e400",
                "-0e-400",
                "1",
                "-1",
                "0.1",
                "1e38",
                "3.4028235e38",
                "3.4028236e38",
                "3.4028235677973366e38",
                "3.4028235677973367e38",
                "1e39",
                "-1e39",
                "1e400",
                "1e-400",
                "1e99999999999",
                "1.4e-45",
                "7e-46",
                "7.006492321624085e-46",
                "7.006492321624086e-46",
                "1.17549435E-38",
                "1.17549429e-38",
                "16777217",
                "16777219",
                "33554433",
                "0.50000002980232239",
                "0.500000029802322387695312",
                "0.500000029802322387695313",
                "123456789012345678901234567890",
                "0.000000000000000000000000000001",
                "1.00000005960464477539062500000000000000000000000001",
                "9007199254740993",
                "1E+5",
                "1e+0005",
                "12345678901234567890e-20"
            })
    void is_read_as_the_jdk_reads_it(String text) {
        check(text);
    }

    @Test
    void a_million_random_numbers_of_many_shapes_are_read_as_the_jdk_reads_them() {
        Random random = new Random(4711);
        for (int i = 0; i < 100_000; i++) {
            float any = Float.intBitsToFloat(random.nextInt());
            float unit = (float) random.nextGaussian() / 16;
            check(Float.isFinite(any) ? Float.toString(any) : "1");
            check(Float.toString(unit));
            check(Double.toString(random.nextGaussian()));
            check(Double.toString(Float.isFinite(any) ? any : 1));
            check(new BigDecimal(unit).setScale(7, RoundingMode.HALF_UP).toPlainString());
            check(new BigDecimal(unit).setScale(20, RoundingMode.HALF_UP).toPlainString());
            check(random.nextInt() + "." + Math.abs(random.nextLong()));
            check(Long.toString(random.nextLong()));
            check(random.nextInt(1_000) + "e" + (random.nextInt(100) - 50));
            check(new BigInteger(random.nextInt(120) + 1, random) + "E" + (random.nextInt(60) - 50));
        }
    }

    @Test
    void numbers_in_the_middle_between_two_floats_are_read_as_the_jdk_reads_them() {
        Random random = new Random(42);
        for (int i = 0; i < 10_000; i++) {
            float low = Math.abs(Float.intBitsToFloat(random.nextInt()));
            if (!(low < Float.MAX_VALUE)) {
                continue;
            }
            BigDecimal middle =
                    new BigDecimal(low).add(new BigDecimal(Math.nextUp(low))).divide(BigDecimal.valueOf(2));
            BigDecimal alittle = middle.ulp();
            check(middle.toPlainString());
            check(middle.add(alittle).toString());
            check(middle.subtract(alittle).toString());
            check(Double.toString(middle.doubleValue()));
        }
    }
}

package io.github.mistral4j.client;

/**
 * Reads a JSON number from characters into a float, without an object. Numbers of up to 18 digits and small exponents, which
 * is all that embeddings hold, are computed exactly as a double and rounded once; the rest takes the JDK's way.
 */
final class FloatText {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MOST_DIGITS = 18;
    private static final long EXACT = 1L << 53;

    private FloatText() {}

    static float parse(char[] text, int offset, int length) {
        int position = offset;
        int end = offset + length;
        boolean negative = text[position] == '-';
        if (negative) {
            position++;
        }
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean fraction = false;
        for (; position < end; position++) {
            char c = text[position];
            if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
                if (digits != 0) {
                    count++;
                }
                if (fraction) {
                    scale--;
                }
                if (count > MOST_DIGITS) {
                    return slow(text, offset, length);
                }
            } else if (c == '.') {
                fraction = true;
            } else {
                break;
            }
        }
        if (position < end) {
            int exponent = exponent(text, position + 1, end);
            if (exponent == Integer.MIN_VALUE) {
                return slow(text, offset, length);
            }
            scale += exponent;
        }
        if (digits > EXACT || scale > 22 || scale < -22) {
            return slow(text, offset, length);
        }
        double value = scale < 0 ? digits / POWERS_OF_TEN[-scale] : digits * POWERS_OF_TEN[scale];
        return (float) (negative ? -value : value);
    }

    private static int exponent(char[] text, int from, int end) {
        int position = from;
        boolean negative = false;
        if (position < end && (text[position] == '-' || text[position] == '+')) {
            negative = text[position] == '-';
            position++;
        }
        int value = 0;
        for (; position < end; position++) {
            value = value * 10 + (text[position] - '0');
            if (value > 1_000) {
                return Integer.MIN_VALUE;
            }
        }
        return negative ? -value : value;
    }

    private static float slow(char[] text, int offset, int length) {
        return Float.parseFloat(new String(text, offset, length));
    }
}

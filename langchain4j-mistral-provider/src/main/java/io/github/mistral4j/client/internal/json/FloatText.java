package io.github.mistral4j.client.internal.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Reads a JSON number of ASCII characters into a float, without an object. The first 18 digits are computed as a double, which is
 * far more exact than a float; only where that is too close to the middle between two floats to tell which is nearer, and for
 * huge exponents, the JDK decides.
 */
final class FloatText {

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final int MOST_DIGITS = 18;
    // Of the digits, of the conversion to double and of the division, each below 2^-53.
    private static final double RELATIVE_ERROR = 0x1p-50;

    private FloatText() {}

    static float parse(byte[] text, int offset, int length) {
        int end = offset + length;
        boolean negative = text[offset] == '-';
        int first = negative ? offset + 1 : offset;
        int position = first;
        long digits = 0;
        while (position < end && text[position] >= '0' && text[position] <= '9') {
            digits = digits * 10 + (text[position++] - '0');
        }
        if (end - first > MOST_DIGITS + 1 || position == end || text[position] != '.') {
            return general(text, offset, length);
        }
        int point = ++position;
        // Four at a time, so that the multiplications do not wait for each other.
        while (end - position >= 4 && areDigits(text, position)) {
            digits = digits * 10_000
                    + ((text[position] - '0') * 1_000
                            + (text[position + 1] - '0') * 100
                            + (text[position + 2] - '0') * 10
                            + (text[position + 3] - '0'));
            position += 4;
        }
        while (position < end && text[position] <= '9') {
            digits = digits * 10 + (text[position++] - '0');
        }
        return position == end
                ? rounded(digits, point - end, negative, text, offset, length)
                : general(text, offset, length);
    }

    // Behind the point a JSON number has nothing but digits and the exponent's letter, which alone has this bit.
    private static boolean areDigits(byte[] text, int position) {
        return ((text[position] | text[position + 1] | text[position + 2] | text[position + 3]) & 0x40) == 0;
    }

    private static float general(byte[] text, int offset, int length) {
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
            byte c = text[position];
            if (c >= '0' && c <= '9') {
                if (count < MOST_DIGITS) {
                    digits = digits * 10 + (c - '0');
                    if (digits != 0) {
                        count++;
                    }
                    if (fraction) {
                        scale--;
                    }
                } else if (!fraction) {
                    scale++;
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
        return rounded(digits, scale, negative, text, offset, length);
    }

    private static float rounded(long digits, int scale, boolean negative, byte[] text, int offset, int length) {
        if (scale > 22 || scale < -22) {
            return slow(text, offset, length);
        }
        double value = scale < 0 ? digits / POWERS_OF_TEN[-scale] : digits * POWERS_OF_TEN[scale];
        double error = value * RELATIVE_ERROR;
        float nearest = (float) (value - error);
        if (nearest != (float) (value + error)) {
            return slow(text, offset, length);
        }
        return negative ? -nearest : nearest;
    }

    private static int exponent(byte[] text, int from, int end) {
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

    private static float slow(byte[] text, int offset, int length) {
        return Float.parseFloat(new String(text, offset, length, ISO_8859_1));
    }
}

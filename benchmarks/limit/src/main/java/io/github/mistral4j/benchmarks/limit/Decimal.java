package io.github.mistral4j.benchmarks.limit;

/** A plain decimal number of an embedding: few enough digits for the digits and the power of ten to be exact. */
final class Decimal {

    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private Decimal() {}

    static float parse(char[] text, int offset, int length) {
        int end = offset + length;
        int i = offset;
        boolean negative = text[i] == '-';
        if (negative) {
            i++;
        }
        long digits = 0;
        int point = end;
        for (; i < end; i++) {
            int c = text[i];
            if (c == '.') {
                point = i + 1;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else {
                return Float.parseFloat(new String(text, offset, length));
            }
        }
        int scale = end - point;
        if (length > 19 || scale > 22) {
            return Float.parseFloat(new String(text, offset, length));
        }
        double value = digits / POWERS[scale];
        return (float) (negative ? -value : value);
    }
}

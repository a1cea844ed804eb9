package io.github.mistral4j.internal.embeddings;

/** How many tokens a text will have, on the high side: four ASCII characters or one other to a token. */
public final class TokenEstimate {

    private static final int ASCII_PER_TOKEN = 4;

    private TokenEstimate() {}

    public static int of(String text) {
        int ascii = 0;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) < 0x80) {
                ascii++;
            }
        }
        return 1 + ascii / ASCII_PER_TOKEN + (length - ascii);
    }
}

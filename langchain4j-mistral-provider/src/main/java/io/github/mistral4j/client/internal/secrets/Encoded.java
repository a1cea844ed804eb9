package io.github.mistral4j.client.internal.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Consumer;

/** A secret as it looks in encodings that a gateway may show it in. */
final class Encoded {

    /** Of a group of Base64 that other bytes have a part in. */
    private static final int GROUP = 4;

    private Encoded() {}

    /** In Base64, wherever in a longer text it stands, and in hexadecimal digits; folded as {@link Folded} does. */
    static void forms(String secret, Consumer<String> forms) {
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        forms.accept(HexFormat.of().formatHex(bytes));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int end = shifted.length % 3 == 0 ? text.length() : text.length() - text.length() % GROUP;
            forms.accept(Folded.of(text.substring(before == 0 ? 0 : Math.min(GROUP, end), end))
                    .text());
        }
    }
}

package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.app.Api;
import io.github.mistral4j.examples.app.ApiSettings;
import io.github.mistral4j.examples.app.LocalServers;

/** Who answers. On the screen whenever it is not Mistral. */
final class Banner {

    private Banner() {}

    static void show(Screen screen, Api api) {
        switch (api.kind()) {
            case STAND_IN -> {
                screen.paragraph(
                        0,
                        screen.style().bold("No key: a stand-in on this machine answers.")
                                + " It quotes the documents; no language model is running. Under the name mistral-embed it uses"
                                + " all-MiniLM-L6-v2 (384 dimensions). Set MISTRAL_API_KEY to ask Mistral.");
                LocalServers.hint().ifPresent(hint -> screen.paragraph(0, hint));
                screen.blank();
            }
            case OWN_SERVER -> {
                ApiSettings.Embeddings embeddings = api.settings().embeddings();
                screen.line("Server: " + withoutUser(api.baseUrl())
                        + (embeddings == null ? "" : ", embeddings: " + withoutUser(embeddings.baseUrl())));
                screen.blank();
            }
            case MISTRAL -> {}
        }
    }

    /** Some put a user and a password into the address. */
    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }
}

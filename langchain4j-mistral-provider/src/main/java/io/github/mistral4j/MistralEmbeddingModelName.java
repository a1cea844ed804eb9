package io.github.mistral4j;

/** Names of Mistral's embedding models; prices are US dollars per million tokens, read on 2026-08-21. */
public final class MistralEmbeddingModelName {

    /** Texts: 1024 dimensions, up to 8192 tokens a text, 0.10. */
    public static final String MISTRAL_EMBED = "mistral-embed";

    /** Code: 1536 dimensions, or any number up to 3072 that is asked for; up to 8192 tokens a text, 0.15. */
    public static final String CODESTRAL_EMBED = "codestral-embed";

    private MistralEmbeddingModelName() {}
}

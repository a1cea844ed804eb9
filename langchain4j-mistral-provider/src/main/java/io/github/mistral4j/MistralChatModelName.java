package io.github.mistral4j;

/**
 * Names of Mistral's chat models, as known in November 2026; any other name works as well. Prices are US dollars per million input /
 * output tokens, read on 2026-08-21, those of {@link #MISTRAL_LARGE_4} and {@link #ZAI_GLM_5_3} on 2026-10-08. Free plans do not
 * include the large models: {@link #MINISTRAL_8B_LATEST} and the other small ones answer there. A name with {@code latest} moves to the next model and may change its
 * price with it; pin a dated one where that matters. {@link MistralModelCatalog} tells what a key can use today.
 */
public final class MistralChatModelName {

    /** Cheap and fast: questions over documents, short answers. Reasons with {@code reasoningEffort("high")}. 256k tokens, 0.15 / 0.60. */
    public static final String MISTRAL_SMALL_LATEST = "mistral-small-latest";

    /** What {@link #MISTRAL_SMALL_LATEST} stands for. */
    public static final String MISTRAL_SMALL_2603 = "mistral-small-2603";

    /** Long-form quality, many languages, images. 256k tokens, 0.50 / 1.50. */
    public static final String MISTRAL_LARGE_LATEST = "mistral-large-latest";

    /** What {@link #MISTRAL_LARGE_LATEST} stands for. */
    public static final String MISTRAL_LARGE_2512 = "mistral-large-2512";

    /** Hard questions, agents, code; reasons with {@code reasoningEffort("high")}. 256k tokens, 1.50 / 7.50. */
    public static final String MISTRAL_MEDIUM_LATEST = "mistral-medium-latest";

    /** What {@link #MISTRAL_MEDIUM_LATEST} stands for. */
    public static final String MISTRAL_MEDIUM_3_5 = "mistral-medium-3-5";

    /** The largest of the small ones, with images. 256k tokens, 0.20 / 0.20. */
    public static final String MINISTRAL_14B_LATEST = "ministral-14b-latest";

    /** Classification, extraction, short summaries. 256k tokens, 0.15 / 0.15. */
    public static final String MINISTRAL_8B_LATEST = "ministral-8b-latest";

    /** The cheapest, for bulk work. 128k tokens, 0.10 / 0.10. */
    public static final String MINISTRAL_3B_LATEST = "ministral-3b-latest";

    /** Code, fast and cheap. 250k tokens, 0.30 / 0.90. */
    public static final String CODESTRAL_LATEST = "codestral-latest";

    /** What {@link #CODESTRAL_LATEST} stands for. */
    public static final String CODESTRAL_2508 = "codestral-2508";

    /** Hears audio; the other models get a transcript. 32k tokens, 0.10 / 0.40 and 0.004 per minute of audio. */
    public static final String VOXTRAL_SMALL_LATEST = "voxtral-small-latest";

    /**
     * The largest, a preview: long tasks, agents, images. Reasons with {@code reasoningEffort} {@code low}, {@code medium} or
     * {@code high}, and cannot be told not to. 512k tokens, 1.36 / 4.18. Free plans do not include it.
     */
    public static final String MISTRAL_LARGE_4 = "mistral-large-4";

    /**
     * A model of Z.ai that Mistral serves. Reasons with {@code reasoningEffort} {@code low}, {@code high} or {@code max}, the
     * last by default. A million tokens, 1.40 / 4.40. Free plans do not include it.
     */
    public static final String ZAI_GLM_5_3 = "zai-glm-5-3";

    private MistralChatModelName() {}
}

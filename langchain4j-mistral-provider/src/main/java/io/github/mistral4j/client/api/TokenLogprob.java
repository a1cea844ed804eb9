package io.github.mistral4j.client.api;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How likely a token was: an entry of {@code logprobs.content}.
 *
 * @param token its text
 * @param logprob the natural logarithm of its probability
 * @param bytes of its text in UTF-8, 0 to 255; empty where the server sent none
 * @param tokenId {@code token_id}
 * @param topLogprobs {@code top_logprobs}: the likeliest tokens at its place, without alternatives of their own
 */
public record TokenLogprob(
        String token,
        double logprob,
        List<Integer> bytes,
        @Nullable Integer tokenId,
        List<TokenLogprob> topLogprobs) {

    public TokenLogprob {
        requireNonNull(token, "token");
        bytes = List.copyOf(bytes);
        topLogprobs = List.copyOf(topLogprobs);
    }

    @Override
    public String toString() {
        return "TokenLogprob[" + token.length() + " characters, logprob=" + logprob + ", topLogprobs="
                + topLogprobs.size() + "]";
    }
}

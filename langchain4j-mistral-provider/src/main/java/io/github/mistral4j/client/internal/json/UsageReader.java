package io.github.mistral4j.client.internal.json;

import static io.github.mistral4j.client.internal.json.JsonRead.nextField;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.mistral4j.client.api.Usage;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** {@code usage}; servers put the number of cached tokens in one of three places. */
final class UsageReader {

    private @Nullable Integer cached;
    private @Nullable Integer misspelledCached;
    private @Nullable Integer numCached;
    private @Nullable Integer audio;
    private @Nullable Integer reasoning;

    private UsageReader() {}

    static @Nullable Usage read(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return null;
        }
        return new UsageReader().object(parser);
    }

    private Usage object(JsonParser parser) throws IOException {
        Integer prompt = null;
        Integer completion = null;
        Integer total = null;
        Integer audioSeconds = null;
        Integer requestCount = null;
        String serviceTier = null;
        while (nextField(parser)) {
            switch (parser.currentName()) {
                case "prompt_tokens" -> prompt = JsonRead.integer(parser);
                case "completion_tokens" -> completion = JsonRead.integer(parser);
                case "total_tokens" -> total = JsonRead.integer(parser);
                case "num_cached_tokens" -> numCached = JsonRead.integer(parser);
                case "prompt_audio_seconds" -> audioSeconds = JsonRead.integer(parser);
                case "request_count" -> requestCount = JsonRead.integer(parser);
                case "service_tier" -> serviceTier = JsonRead.text(parser);
                case "prompt_tokens_details" -> cached = promptDetails(parser);
                case "prompt_token_details" -> misspelledCached = promptDetails(parser);
                case "completion_tokens_details" -> completionDetails(parser);
                default -> parser.skipChildren();
            }
        }
        return new Usage(
                prompt, completion, total, cachedTokens(), audio, reasoning, audioSeconds, requestCount, serviceTier);
    }

    private @Nullable Integer cachedTokens() {
        return cached != null ? cached : misspelledCached != null ? misspelledCached : numCached;
    }

    private @Nullable Integer promptDetails(JsonParser parser) throws IOException {
        Integer found = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (nextField(parser)) {
                switch (parser.currentName()) {
                    case "cached_tokens" -> found = JsonRead.integer(parser);
                    case "audio_tokens" -> {
                        Integer tokens = JsonRead.integer(parser);
                        audio = tokens != null ? tokens : audio;
                    }
                    default -> parser.skipChildren();
                }
            }
        } else {
            parser.skipChildren();
        }
        return found;
    }

    private void completionDetails(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (nextField(parser)) {
            if (parser.currentName().equals("reasoning_tokens")) {
                reasoning = JsonRead.integer(parser);
            } else {
                parser.skipChildren();
            }
        }
    }
}

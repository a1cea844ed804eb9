package io.github.mistral4j.client.internal.calls;

import io.github.mistral4j.client.api.Message;
import io.github.mistral4j.client.internal.endpoints.ModerationJson;
import io.github.mistral4j.client.internal.net.ApiCall;
import io.github.mistral4j.client.internal.net.Server;
import io.github.mistral4j.client.internal.secrets.RequestInputs;
import java.util.List;

/** Moderation and classification, of texts and of conversations. */
public final class JudgementCalls {

    private JudgementCalls() {}

    public static ApiCall moderation(Server server, String model, List<String> texts) {
        return ApiCall.tree(server, "moderations", model, ModerationJson.texts(model, texts))
                .hiding(texts::forEach);
    }

    public static ApiCall chatModeration(Server server, String model, List<List<Message>> conversations) {
        return ApiCall.tree(server, "chat/moderations", model, ModerationJson.conversations(model, conversations))
                .hiding(texts -> RequestInputs.ofAll(conversations, texts));
    }

    public static ApiCall classification(Server server, String model, List<String> texts) {
        return ApiCall.tree(server, "classifications", model, ModerationJson.texts(model, texts))
                .hiding(texts::forEach);
    }

    public static ApiCall chatClassification(Server server, String model, List<List<Message>> conversations) {
        return ApiCall.tree(server, "chat/classifications", model, ModerationJson.classified(model, conversations))
                .hiding(texts -> RequestInputs.ofAll(conversations, texts));
    }
}

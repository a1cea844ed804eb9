package io.github.mistral4j.suites;

import io.github.mistral4j.testing.ToolCallStreaming;

class MistralStreamingChatModelToolCallsInLastEventIT extends StreamingChatModelSuite {

    MistralStreamingChatModelToolCallsInLastEventIT() {
        super(ToolCallStreaming.ONE_EVENT);
    }
}

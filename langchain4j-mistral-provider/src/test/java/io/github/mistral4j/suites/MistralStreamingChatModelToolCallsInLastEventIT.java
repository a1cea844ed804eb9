package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelToolCallsInLastEventIT extends StreamingChatModelSuite {

    MistralStreamingChatModelToolCallsInLastEventIT() {
        super(ToolCallStreaming.ONE_EVENT);
    }
}

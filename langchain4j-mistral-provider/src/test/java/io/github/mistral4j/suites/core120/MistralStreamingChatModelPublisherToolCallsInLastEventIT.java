package io.github.mistral4j.suites.core120;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelPublisherToolCallsInLastEventIT extends StreamingChatModelPublisherSuite {

    MistralStreamingChatModelPublisherToolCallsInLastEventIT() {
        super(ToolCallStreaming.ONE_EVENT);
    }
}

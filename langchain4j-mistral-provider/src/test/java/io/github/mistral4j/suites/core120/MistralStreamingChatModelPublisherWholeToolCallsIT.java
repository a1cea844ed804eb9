package io.github.mistral4j.suites.core120;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelPublisherWholeToolCallsIT extends StreamingChatModelPublisherSuite {

    MistralStreamingChatModelPublisherWholeToolCallsIT() {
        super(ToolCallStreaming.ONE_EVENT_EACH);
    }
}

package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelWholeToolCallsIT extends StreamingChatModelSuite {

    MistralStreamingChatModelWholeToolCallsIT() {
        super(ToolCallStreaming.ONE_EVENT_EACH);
    }
}

package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingAiServiceWholeToolCallsIT extends StreamingAiServiceSuite {

    MistralStreamingAiServiceWholeToolCallsIT() {
        super(ToolCallStreaming.ONE_EVENT_EACH);
    }
}

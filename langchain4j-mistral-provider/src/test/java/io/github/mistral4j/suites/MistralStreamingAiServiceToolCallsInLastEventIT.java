package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingAiServiceToolCallsInLastEventIT extends StreamingAiServiceSuite {

    MistralStreamingAiServiceToolCallsInLastEventIT() {
        super(ToolCallStreaming.ONE_EVENT);
    }
}

package io.github.mistral4j.suites;

import io.github.mistral4j.testing.ToolCallStreaming;

class MistralStreamingAiServiceToolCallsInLastEventIT extends StreamingAiServiceSuite {

    MistralStreamingAiServiceToolCallsInLastEventIT() {
        super(ToolCallStreaming.ONE_EVENT);
    }
}

package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingAiServiceFragmentedToolCallsIT extends StreamingAiServiceSuite {

    MistralStreamingAiServiceFragmentedToolCallsIT() {
        super(ToolCallStreaming.FRAGMENTS);
    }
}

package io.github.mistral4j.suites;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelFragmentedToolCallsIT extends StreamingChatModelSuite {

    MistralStreamingChatModelFragmentedToolCallsIT() {
        super(ToolCallStreaming.FRAGMENTS);
    }
}

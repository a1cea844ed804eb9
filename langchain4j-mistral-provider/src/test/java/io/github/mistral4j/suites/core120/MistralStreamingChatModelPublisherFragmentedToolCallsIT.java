package io.github.mistral4j.suites.core120;

import io.github.mistral4j.testserver.ToolCallStreaming;

class MistralStreamingChatModelPublisherFragmentedToolCallsIT extends StreamingChatModelPublisherSuite {

    MistralStreamingChatModelPublisherFragmentedToolCallsIT() {
        super(ToolCallStreaming.FRAGMENTS);
    }
}

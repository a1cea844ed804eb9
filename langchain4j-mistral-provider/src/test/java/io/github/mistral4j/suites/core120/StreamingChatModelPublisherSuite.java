package io.github.mistral4j.suites.core120;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.common.StreamingMode;
import io.github.mistral4j.suites.StreamingChatModelSuite;
import io.github.mistral4j.testserver.ToolCallStreaming;
import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

// Without the test that waits for 30 seconds there is nothing to gain from running beside others.
@Execution(ExecutionMode.SAME_THREAD)
abstract class StreamingChatModelPublisherSuite extends StreamingChatModelSuite {

    StreamingChatModelPublisherSuite(ToolCallStreaming toolCalls) {
        super(toolCalls);
    }

    @Override
    protected List<StreamingMode> streamingModes() {
        return List.of(StreamingMode.PUBLISHER);
    }

    @Override
    protected List<StreamingChatModel> models() {
        return List.of(new StreamingModeAwareModel(model(), StreamingMode.PUBLISHER));
    }
}

package io.github.mistral4j.suites.core120;

import static io.github.mistral4j.testing.faults.Chunks.DONE;
import static io.github.mistral4j.testing.faults.Chunks.last;
import static io.github.mistral4j.testing.faults.Chunks.text;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import io.github.mistral4j.MistralStreamingChatModel;
import io.github.mistral4j.client.MistralClient;
import io.github.mistral4j.testing.faults.FaultScript;
import io.github.mistral4j.testing.faults.FaultServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Test;

/** The rules of Reactive Streams for publishers, as its own test kit checks them. */
@Test
public class PublisherRulesTest extends FlowPublisherVerification<Object> {

    private static final ChatRequest REQUEST = ChatRequest.builder()
            .messages(UserMessage.from("hello"))
            .modelName("m")
            .build();

    private final List<AutoCloseable> open = new ArrayList<>();

    public PublisherRulesTest() {
        super(new TestEnvironment(5_000, 100), 500);
    }

    /** A stream has an event of its own for the whole answer after its texts, and one text at least. */
    @Override
    public long maxElementsFromPublisher() {
        return 1_000;
    }

    @Override
    public Flow.Publisher<Object> createFlowPublisher(long elements) {
        StringBuilder events = new StringBuilder();
        for (long i = 0; i < elements - 2; i++) {
            events.append(text("a"));
        }
        return publisher(FaultScript.stream(events + last(elements > 1 ? "b" : "", "stop") + DONE));
    }

    @Override
    public Flow.Publisher<Object> createFailedFlowPublisher() {
        return publisher(
                FaultScript.answer("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII)));
    }

    @SuppressWarnings("unchecked")
    private synchronized Flow.Publisher<Object> publisher(FaultScript script) {
        FaultServer server = FaultServer.start(script);
        MistralClient client =
                MistralClient.builder().baseUrl(server.baseUrl()).maxRetries(0).build();
        open.add(client);
        open.add(server);
        return MistralStreamingChatModel.builder()
                .client(client)
                .modelName("m")
                .build()
                .doChat(REQUEST);
    }

    @AfterClass
    public void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }
}

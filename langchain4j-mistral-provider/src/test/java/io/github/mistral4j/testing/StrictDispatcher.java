package io.github.mistral4j.testing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Answers a request that breaks a rule of the API with the API's error, and lets the others through. */
public final class StrictDispatcher extends Dispatcher {

    private final Dispatcher delegate;
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    public StrictDispatcher(Dispatcher delegate) {
        this.delegate = delegate;
    }

    /** One entry for each request that was refused. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** Fails when a request was refused. */
    public void verifyNoViolations() {
        if (!violations.isEmpty()) {
            throw new AssertionError("requests broke rules of the API:\n" + String.join("\n", violations));
        }
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        List<Violation> broken = MistralRequests.violations(request);
        if (broken.isEmpty()) {
            return delegate.dispatch(request);
        }
        violations.add(request.getRequestLine() + "\n  "
                + broken.stream().map(Violation::toString).collect(Collectors.joining("\n  ")));
        return new MockResponse.Builder()
                .code(broken.get(0).status())
                .addHeader("Content-Type", "application/json")
                .addHeader("mistral-correlation-id", "strict-" + violations.size())
                .body(Violation.answer(broken))
                .build();
    }

    @Override
    public void close() {
        delegate.close();
    }
}

package io.github.mistral4j.testserver;

/**
 * Answers the requests of an endpoint.
 *
 * <p>It is called by the server's threads, at the same time for requests that come at the same time. What it throws fails
 * {@link MistralTestServer#verify()}.
 */
@FunctionalInterface
public interface Handler {

    /** The answer to a request that the real API would have taken. */
    Reply handle(ReceivedRequest request) throws Exception;
}

package io.github.mistral4j.testing;

import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.github.mistral4j.testserver.MistralTestServer;
import io.github.mistral4j.testserver.ReceivedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Whether requests are such as the Mistral API takes and this library sends. */
public final class MistralRequests {

    private MistralRequests() {}

    /**
     * Fails when the API would refuse a request that has come, when one carries what this library does not send, or when the
     * script had no answer.
     *
     * @throws AssertionError with one line for each rule that is broken
     */
    public static void verify(MistralTestServer server) {
        server.verify();
        server.requests().forEach(MistralRequests::verify);
    }

    /** The same for a request that came to another server. */
    public static void verify(LoggedRequest request) {
        Map<String, List<String>> headers =
                request.getHeaders().all().stream().collect(Collectors.toMap(HttpHeader::key, HttpHeader::values));
        verify(ReceivedRequest.of(request.getMethod().getName(), request.getUrl(), headers, request.getBody()));
    }

    /** The same for one request. */
    public static void verify(ReceivedRequest request) {
        List<String> broken = new ArrayList<>(HouseRules.check(request));
        request.violations().forEach(violation -> broken.add(violation.toString()));
        if (!broken.isEmpty()) {
            throw new AssertionError(request + " breaks rules:\n  " + String.join("\n  ", broken));
        }
    }
}

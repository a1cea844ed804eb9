package io.github.mistral4j.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server on loopback that answers each endpoint the same each time, and keeps what it was asked. */
final class Api implements AutoCloseable {

    private static final String USAGE = "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5}";
    private static final String CHOICE = "\"finish_reason\":\"stop\"}]," + USAGE + "}";
    private static final String CHAT =
            "{\"id\":\"1\",\"model\":\"m-2\",\"created\":1,\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Hi\"}," + CHOICE;

    private final MockWebServer server = new MockWebServer();

    Api() {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return answer(request);
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockResponse answer(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        if (path.endsWith("/models")) {
            return json("{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
        } else if (path.endsWith("/embeddings")) {
            return json("{\"id\":\"1\",\"model\":\"m\",\"data\":[{\"index\":0,\"embedding\":[0.5,1]}]," + USAGE + "}");
        } else if (path.endsWith("/moderations")) {
            return json("{\"id\":\"1\",\"model\":\"m-3\",\"results\":[{\"categories\":{\"pii\":false},"
                    + "\"category_scores\":{\"pii\":0.1}}]," + USAGE + "}");
        } else if (request.getBody().utf8().contains("\"stream\":true")) {
            return new MockResponse.Builder()
                    .addHeader("Content-Type", "text/event-stream")
                    .body("data: " + CHAT.replace("\"message\"", "\"delta\"") + "\n\ndata: [DONE]\n\n")
                    .build();
        }
        return json(CHAT);
    }

    private static MockResponse json(String body) {
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }

    String url() {
        return server.url("/v1").toString();
    }

    int requests() {
        return server.getRequestCount();
    }

    RecordedRequest next() {
        try {
            RecordedRequest request = server.takeRequest(30, TimeUnit.SECONDS);
            if (request == null) {
                throw new AssertionError("no request came");
            }
            return request;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

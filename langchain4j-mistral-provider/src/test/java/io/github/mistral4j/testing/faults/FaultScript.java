package io.github.mistral4j.testing.faults;

/** What the server does with one connection. The connection is closed when it returns or throws. */
@FunctionalInterface
public interface FaultScript {

    void serve(FaultConnection connection) throws Exception;

    /** Reads a request and answers with exactly these bytes, then closes the connection regularly. */
    static FaultScript answer(byte[] bytes) {
        return connection -> {
            connection.readRequest();
            connection.send(bytes);
        };
    }

    /** Reads a request, answers with a stream of events with this text as its body, then closes the connection regularly. */
    static FaultScript stream(String body) {
        return connection -> {
            connection.readRequest();
            connection.sendStreamHead();
            connection.send(body);
        };
    }
}

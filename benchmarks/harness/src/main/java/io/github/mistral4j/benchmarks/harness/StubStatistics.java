package io.github.mistral4j.benchmarks.harness;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;

/** Asks the stub what it has done, on one connection that stays open. */
final class StubStatistics implements AutoCloseable {

    private final Socket socket;
    private final DataInputStream in;

    StubStatistics(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        in = new DataInputStream(socket.getInputStream());
    }

    Reading read() throws IOException {
        socket.getOutputStream().write(("GET " + StubServer.STATISTICS + " HTTP/1.1\r\n\r\n").getBytes(US_ASCII));
        int length = 0;
        String line;
        while (!(line = line()).isEmpty()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        String[] numbers = new String(in.readNBytes(length), US_ASCII).split(" ");
        return new Reading(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), System.nanoTime());
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        char c;
        while ((c = (char) in.readByte()) != '\n') {
            if (c != '\r') {
                line.append(c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * The stub at one moment.
     *
     * @param connections accepted so far
     * @param cpuNanos used so far
     */
    record Reading(long connections, long cpuNanos, long at) {

        /** How many cores the stub kept busy between an earlier reading and this one. */
        double coresSince(Reading earlier) {
            return (double) (cpuNanos - earlier.cpuNanos) / (at - earlier.at);
        }
    }
}

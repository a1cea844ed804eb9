package io.github.mistral4j.testing.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server on loopback that follows a script for every connection, down to the byte, and speaks no HTTP but what the script
 * says. Each connection has a thread of its own.
 */
public final class FaultServer implements AutoCloseable {

    private final ServerSocket server;
    private final FaultScript script;
    private final List<FaultConnection> connections = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultServer(FaultScript script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 4_096, InetAddress.getLoopbackAddress());
    }

    public static FaultServer start(FaultScript script) {
        try {
            FaultServer server = new FaultServer(script);
            daemon(server::accept, "fault-server");
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server that answers every connection with one stream of events. */
    public static FaultServer streaming(String body) {
        return start(FaultScript.stream(body));
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public int port() {
        return server.getLocalPort();
    }

    /** The connections there have been, in the order of their arrival. */
    public List<FaultConnection> connections() {
        return connections;
    }

    /** How many connections neither side has closed. */
    public int openConnections() {
        return open.size();
    }

    private void accept() {
        while (true) {
            Socket socket;
            try {
                socket = server.accept();
            } catch (IOException e) {
                return;
            }
            open.add(socket);
            daemon(() -> serve(socket), "fault-connection");
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            FaultConnection connection = new FaultConnection(socket);
            connections.add(connection);
            script.serve(connection);
        } catch (Exception e) {
            // The client has left, or this server is being closed.
        } finally {
            open.remove(socket);
        }
    }

    private static void daemon(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (FaultConnection connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

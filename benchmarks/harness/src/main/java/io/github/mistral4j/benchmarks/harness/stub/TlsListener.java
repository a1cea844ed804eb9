package io.github.mistral4j.benchmarks.harness.stub;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A port of the stub that speaks TLS. */
final class TlsListener {

    /** What is done with a connection whose handshake is over. */
    interface Service {
        void serve(SSLSocket socket) throws IOException;
    }

    private TlsListener() {}

    /** Returns the port; the client takes the first of the protocols that it knows. */
    static int listen(List<String> protocols, int backlog, Runnable accepted, Service service)
            throws IOException, GeneralSecurityException {
        SSLServerSocket server = (SSLServerSocket) Keys.context()
                .getServerSocketFactory()
                .createServerSocket(0, backlog, InetAddress.getByName("127.0.0.1"));
        SSLParameters parameters = server.getSSLParameters();
        parameters.setApplicationProtocols(protocols.toArray(new String[0]));
        server.setSSLParameters(parameters);
        StubServer.thread(() -> accept(server, accepted, service)).start();
        return server.getLocalPort();
    }

    private static void accept(SSLServerSocket server, Runnable accepted, Service service) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                accepted.run();
                StubServer.thread(() -> serve(socket, service)).start();
            }
        } catch (IOException e) {
            System.exit(1);
        }
    }

    private static void serve(SSLSocket socket, Service service) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.startHandshake();
            service.serve(socket);
        } catch (IOException e) {
            // The client has gone, which is its right.
        }
    }
}

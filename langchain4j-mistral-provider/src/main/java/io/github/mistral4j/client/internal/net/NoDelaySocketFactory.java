package io.github.mistral4j.client.internal.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;

/**
 * Sockets without Nagle's algorithm: with it, a body that does not end with a full packet waits for an acknowledgement. Those
 * for plain HTTP have a channel, on which can be seen without waiting whether the other side has closed. Over TLS many calls
 * may share a connection, and an interrupted one of them would close a channel for all.
 */
final class NoDelaySocketFactory extends SocketFactory {

    private final boolean withChannel;

    NoDelaySocketFactory(boolean withChannel) {
        this.withChannel = withChannel;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = withChannel ? SocketChannel.open().socket() : new Socket();
        socket.setTcpNoDelay(true);
        return socket;
    }

    // OkHttp connects itself; the other ways are here because the class has them.
    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(InetAddress.getByName(host), port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        Socket socket = createSocket();
        socket.bind(new InetSocketAddress(localHost, localPort));
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }
}

package io.github.mistral4j.client.internal.net;

import java.net.Proxy;
import okhttp3.Connection;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One request on its way through OkHttp; it travels with it as a tag. */
public interface Passage {

    /** Of looking for a connection. */
    Turn turn();

    /** A connection is about to be opened or used, to the server or to a proxy. */
    void connecting(Proxy proxy);

    /** No connection to the server has room; whether to open one rather than wait for that of another call. */
    boolean mayConnect();

    /**
     * A connection stands and nothing has been written.
     *
     * @param connection which one
     * @param received where what comes is collected before it is looked at, null where that is not known
     * @param look to be called now and then while the request is sent
     * @return whether the request may leave
     */
    boolean leave(Connection connection, @Nullable Buffer received, Runnable look);

    /** The body of the request is on its way. */
    void sent();

    /** OkHttp is shown another status than this one, which the server answered with. */
    void answeredWith(int status);
}

package io.github.mistral4j.client.internal.net;

import io.github.mistral4j.client.internal.threads.Threads;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * What OkHttp does besides the calls: it reads connections of HTTP/2, and closes idle ones. Its own threads for that (5.5.1) inherit
 * thread locals and class loader of the caller that opens the connection, for as long as that lives.
 */
final class BackgroundTasks {

    private BackgroundTasks() {}

    static void setUp(OkHttpClient.Builder builder) {
        try {
            builder.taskRunner$okhttp(Runner.TASKS);
        } catch (LinkageError e) {
            // Of another OkHttp, or hidden on the module path: its own threads, then.
        }
    }

    static ConnectionPool pool(int idleConnections, long keepAliveSeconds) {
        try {
            return new ConnectionPool(
                    idleConnections, keepAliveSeconds, TimeUnit.SECONDS, Runner.TASKS, Runner.NO_LISTENER);
        } catch (LinkageError e) {
            return new ConnectionPool(idleConnections, keepAliveSeconds, TimeUnit.SECONDS);
        }
    }

    private static final class Runner {

        static final TaskRunner TASKS = new TaskRunner(
                new TaskRunner.RealBackend(task -> Threads.daemon(task, "OkHttp TaskRunner")),
                TaskRunner.INSTANCE.getLogger$okhttp());
        static final ConnectionListener NO_LISTENER = ConnectionListener.Companion.getNONE();
    }
}

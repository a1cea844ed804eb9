package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.net.FileBody;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;

/** What OkHttp and the readers of bodies throw, in our own words. */
final class TransportFailures {

    private TransportFailures() {}

    static String name(HttpUrl url) {
        return url.host() + ":" + url.port();
    }

    static MistralConnectionException beforeAnswer(Exception e, HttpUrl url, boolean connected) {
        String server = name(url);
        if (e instanceof ProtocolException) {
            // Its message may quote what came.
            return new MistralConnectionException("the answer of " + server + " is not valid HTTP", false, true, null);
        }
        if (e instanceof FileBody.UnreadableFileException) {
            return new MistralConnectionException(String.valueOf(e.getMessage()), false, connected, null);
        }
        if (!(e instanceof IOException)) {
            // OkHttp does not expect a negative status; an interceptor of the application may throw anything.
            return new MistralConnectionException(
                    "the exchange with " + server + " failed with "
                            + e.getClass().getName(),
                    false,
                    connected,
                    e);
        }
        return new MistralConnectionException(describe(e, server, connected), !isCertificateProblem(e), connected, e);
    }

    private static boolean isCertificateProblem(Exception e) {
        return e instanceof SSLPeerUnverifiedException
                || e instanceof SSLException && e.getCause() instanceof GeneralSecurityException;
    }

    private static String describe(Exception e, String server, boolean connected) {
        if (e instanceof UnknownHostException) {
            return "the host of " + server + " is unknown";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "could not connect to " + server + ": connection refused or no route";
        }
        if (e instanceof SSLException) {
            return "could not establish TLS with " + server;
        }
        return connected
                ? "the connection to " + server + " broke before an answer came"
                : "could not connect to " + server;
    }

    static MistralResponseException inBody(Exception e, ResponseInfo info) {
        if (e instanceof JsonProcessingException) {
            return new MistralResponseException("the body of the answer is not valid JSON or was cut", info, null);
        }
        if (e instanceof UnexpectedBodyException) {
            return new MistralResponseException(String.valueOf(e.getMessage()), info, null);
        }
        return new MistralResponseException(
                "the connection broke while the answer arrived, it is not complete", info, null);
    }
}

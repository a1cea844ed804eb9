package io.github.mistral4j.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.mistral4j.client.internal.json.UnexpectedBodyException;
import io.github.mistral4j.client.internal.net.FileBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** What OkHttp and the readers of bodies throw, in our own words. */
final class TransportFailures {

    private static final Pattern TUNNEL = Pattern.compile("Unexpected response code for CONNECT: (\\d+)");
    private static final String OTHER_CREDENTIALS =
            " wants other credentials (HTTP 407 Proxy Authentication Required); the proxyAuthenticator of okHttpClient gives them";
    private static final int DEEPEST = 10;

    private TransportFailures() {}

    /** What is connected to. */
    static String name(HttpUrl url, @Nullable Proxy proxy) {
        return proxy != null && proxy.address() instanceof InetSocketAddress address
                ? "the proxy " + address.getHostString() + ":" + address.getPort()
                : url.host() + ":" + url.port();
    }

    static MistralConnectionException beforeAnswer(Exception e, HttpUrl url, @Nullable Proxy proxy, boolean connected) {
        String server = name(url, null);
        if (e instanceof FileBody.UnreadableFileException file) {
            return new MistralConnectionException(
                    String.valueOf(e.getMessage()), false, connected, new UncheckedIOException(file));
        }
        String tunnel = proxy == null || connected ? null : tunnel(e, server, name(url, proxy));
        if (tunnel != null) {
            return new MistralConnectionException(tunnel, false, false, null);
        }
        if (e instanceof ProtocolException) {
            // Its message may quote what came.
            return new MistralConnectionException(
                    "the answer of " + (connected && url.isHttps() ? server : name(url, proxy)) + " is not valid HTTP",
                    false,
                    true,
                    null);
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
        String certificate = e instanceof SSLException ? certificate(e, server) : null;
        return certificate != null
                ? new MistralConnectionException(certificate, false, connected, e)
                : new MistralConnectionException(describe(e, url, proxy, connected), true, connected, e);
    }

    /** What the proxy says instead of opening a tunnel; OkHttp has it in its messages only. */
    private static @Nullable String tunnel(Exception e, String server, String proxy) {
        String said = String.valueOf(e.getMessage());
        Matcher status = TUNNEL.matcher(said);
        if (status.matches()) {
            return proxy + " does not connect to " + server + " (HTTP " + status.group(1) + ")";
        }
        return said.equals("Failed to authenticate with proxy") || said.startsWith("Too many tunnel connections")
                ? proxy + OTHER_CREDENTIALS
                : null;
    }

    static MistralConnectionException otherCredentials(Proxy proxy, HttpUrl url) {
        return new MistralConnectionException(name(url, proxy) + OTHER_CREDENTIALS, false, false, null);
    }

    /** What is wrong with the server's certificate, null when that is not it. */
    private static @Nullable String certificate(Exception e, String server) {
        if (e instanceof SSLPeerUnverifiedException) {
            return "the certificate of " + server
                    + (String.valueOf(e.getMessage()).startsWith("Certificate pinning")
                            ? " is none of those that okHttpClient pins"
                            : " is for another host");
        }
        boolean ofCertificate = false;
        Throwable cause = e.getCause();
        for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
            if (cause instanceof CertificateExpiredException) {
                return "the certificate of " + server + " has expired";
            }
            if (cause instanceof CertificateNotYetValidException) {
                return "the certificate of " + server + " is not valid yet; is the clock right?";
            }
            if (cause instanceof CertPathBuilderException || cause instanceof InvalidAlgorithmParameterException) {
                return "the certificate of " + server + " is from an authority that is not trusted here";
            }
            ofCertificate |= cause instanceof GeneralSecurityException;
        }
        return ofCertificate ? "the certificate of " + server + " is not accepted" : null;
    }

    private static String describe(Exception e, HttpUrl url, @Nullable Proxy proxy, boolean connected) {
        String server = name(url, null);
        String peer = name(url, proxy);
        if (connected) {
            return "the connection to " + (url.isHttps() ? server : peer) + " broke before an answer came";
        }
        if (e instanceof UnknownHostException) {
            return proxy == null ? "the host of " + server + " is unknown" : "the host of " + peer + " is unknown";
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return "could not connect to " + peer + ": connection refused or no route";
        }
        return e instanceof SSLException
                ? "could not establish TLS with " + server + (proxy == null ? "" : " through " + peer)
                : "could not connect to " + peer;
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

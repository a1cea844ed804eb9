package io.github.mistral4j.benchmarks.harness.stub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A certificate for 127.0.0.1 that the stub makes itself, in a file that contenders trust. */
final class Keys {

    private static final String PASSWORD = "benchmark";
    private static @Nullable Path file;

    private Keys() {}

    /** What makes a JVM trust nobody but the stub. */
    static List<String> trust(String file) {
        return List.of("-Djavax.net.ssl.trustStore=" + file, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
    }

    static synchronized Path file() throws IOException {
        if (file == null) {
            Path folder = Files.createTempDirectory("stub");
            Path made = folder.resolve("keys.p12");
            made.toFile().deleteOnExit();
            folder.toFile().deleteOnExit();
            make(made);
            file = made;
        }
        return file;
    }

    private static void make(Path keys) throws IOException {
        String command = System.getProperty("java.home") + "/bin/keytool -genkeypair -alias stub -keyalg EC"
                + " -groupname secp256r1 -validity 365 -dname CN=localhost -ext SAN=ip:127.0.0.1,dns:localhost"
                + " -storetype PKCS12 -storepass " + PASSWORD + " -keystore " + keys;
        try {
            int status = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new IOException("keytool ended with " + status);
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    static SSLContext context() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}

package io.github.mistral4j.examples.store;

import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL with pgvector: the one that {@code RAG_TEST_PGVECTOR_URL} names, else a container of the image {@code pgvector.image}. */
final class TestDatabase implements AutoCloseable {

    private static final String GIVEN = System.getenv("RAG_TEST_PGVECTOR_URL");
    private static final String SECRET = "secret";

    private final GenericContainer<?> container;

    private TestDatabase(GenericContainer<?> container) {
        this.container = container;
    }

    /** @throws TestAbortedException where neither can be had */
    static TestDatabase start() {
        GenericContainer<?> container =
                new GenericContainer<>(DockerImageName.parse(System.getProperty("pgvector.image")));
        if (GIVEN == null) {
            Assumptions.assumeTrue(
                    DockerClientFactory.instance().isDockerAvailable(),
                    "no Docker engine answers, and RAG_TEST_PGVECTOR_URL names no database");
            container
                    .withEnv("POSTGRES_USER", "rag")
                    .withEnv("POSTGRES_PASSWORD", SECRET)
                    .withEnv("POSTGRES_DB", "rag")
                    .withExposedPorts(5432)
                    .withCommand("postgres", "-c", "fsync=off")
                    // Once for what makes the database, once for good.
                    .withStartupTimeout(Duration.ofMinutes(5))
                    .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
            try {
                container.start();
            } catch (ContainerFetchException e) {
                throw new TestAbortedException("the image " + container.getDockerImageName() + " cannot be had", e);
            }
        }
        return new TestDatabase(container);
    }

    String url() {
        return GIVEN == null
                ? "pgvector://rag:" + SECRET + "@" + container.getHost() + ":" + container.getMappedPort(5432) + "/rag"
                : GIVEN;
    }

    @Override
    public void close() {
        container.stop();
    }
}

package io.github.mistral4j.examples.ingest;

/** Told how an update of the index goes on. */
public interface IngestListener {

    IngestListener SILENT = new IngestListener() {};

    /** How many of the example phrases of the routing are embedded; only when some are not known yet. */
    default void phrases(int done, int all) {}

    /** Another process is writing the index. */
    default void waiting() {}

    /** Called before anything is embedded, and only when there is something to do. */
    default void planned(IngestPlan plan) {}

    /** Passages so far, and the share of the bytes of {@link IngestPlan#bytes()} that are done. */
    default void progressed(int passages, long bytes) {}

    /** A document that could not be read. The update goes on without it. */
    default void skipped(String file, String reason) {}

    default void finished(IngestReport report) {}
}

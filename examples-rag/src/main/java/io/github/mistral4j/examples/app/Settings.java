package io.github.mistral4j.examples.app;

import io.github.mistral4j.examples.routing.RoutingTable;
import io.github.mistral4j.examples.store.StoreUrl;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a session is opened with.
 *
 * @param documents the folder, null for the sample documents
 * @param routing the routing file, null for the one in the program
 * @param cacheFolder where indexes are kept
 */
public record Settings(
        @Nullable Path documents, @Nullable Path routing, StoreUrl store, Path cacheFolder, ApiSettings api) {

    /** Of the sample documents, with everything else from the environment. */
    public static Settings from(Map<String, String> environment) {
        return new Settings(
                null, null, StoreUrl.MEMORY, CacheFolder.of(environment).path(), ApiSettings.from(environment));
    }

    public Settings withDocuments(@Nullable Path folder) {
        return new Settings(folder, routing, store, cacheFolder, api);
    }

    public Settings withRouting(@Nullable Path file) {
        return new Settings(documents, file, store, cacheFolder, api);
    }

    public Settings withStore(StoreUrl url) {
        return new Settings(documents, routing, url, cacheFolder, api);
    }

    /** The table of the routing file, with the models that were named apart from it. */
    public RoutingTable table() {
        RoutingTable table = routing == null ? RoutingTable.bundled() : RoutingTable.read(routing);
        return table.with(api.chatModel(), api.embeddingModel());
    }

    public Settings withApi(ApiSettings other) {
        return new Settings(documents, routing, store, cacheFolder, other);
    }
}

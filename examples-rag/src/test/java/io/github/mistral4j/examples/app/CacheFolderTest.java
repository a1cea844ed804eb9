package io.github.mistral4j.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    @TempDir
    Path folder;

    @Test
    void home_is_asked_before_what_java_believes_and_only_its_owner_can_look_into_the_cache() throws IOException {
        CacheFolder cache = CacheFolder.of(Map.of("HOME", folder.toString()));

        assertThat(cache).isEqualTo(new CacheFolder(folder.resolve(".cache/mistral4j-rag"), false));
        CacheFolder.make(cache.path());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(cache.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void without_a_home_it_is_the_temporary_folder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "no folder");

        for (String home : new String[] {"?", file.toString(), "/proc/nobody"}) {
            CacheFolder cache = CacheFolder.of(Map.of("HOME", home));
            assertThat(cache.temporary()).as(home).isTrue();
            assertThat(cache.path()).isAbsolute();
        }
    }

    @Test
    void a_folder_that_was_named_is_taken_as_it_is() {
        assertThat(CacheFolder.of(Map.of("RAG_CACHE", "/proc/nobody", "HOME", folder.toString())))
                .isEqualTo(new CacheFolder(Path.of("/proc/nobody"), false));
    }
}

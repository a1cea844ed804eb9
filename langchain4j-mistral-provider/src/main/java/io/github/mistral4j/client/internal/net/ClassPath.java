package io.github.mistral4j.client.internal.net;

import com.fasterxml.jackson.core.json.PackageVersion;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kotlin.KotlinVersion;
import okhttp3.OkHttp;
import org.jspecify.annotations.Nullable;

/**
 * Whether the libraries that a client runs on are there in versions that it can use. A BOM or another library may bring older
 * ones, and the first call would end in a {@link NoSuchMethodError} that names none of them.
 */
public final class ClassPath {

    private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})");

    private static final List<Library> LIBRARIES = List.of(
            new Library("com.squareup.okhttp3:okhttp-jvm", 5, 3, () -> OkHttp.class, () -> OkHttp.VERSION),
            // Okio does not tell its version. This class came with what OkHttp 5.3 asks for.
            new Library("com.squareup.okio:okio-jvm", 3, 13, () -> okio.Okio.class, () -> okio.Socket.class.getName()),
            new Library(
                    "org.jetbrains.kotlin:kotlin-stdlib",
                    1,
                    9,
                    () -> KotlinVersion.class,
                    () -> KotlinVersion.CURRENT.toString()),
            new Library(
                    "com.fasterxml.jackson.core:jackson-core",
                    2,
                    17,
                    () -> PackageVersion.class,
                    () -> PackageVersion.VERSION.toString()));

    private static final @Nullable String FAULT = LIBRARIES.stream()
            .map(Library::fault)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);

    private ClassPath() {}

    /**
     * Looks once per class loader.
     *
     * @throws IllegalStateException that names the library, what is there of it and what is needed
     */
    public static void check() {
        if (FAULT != null) {
            throw new IllegalStateException(FAULT);
        }
    }

    private record Library(String name, int major, int minor, Supplier<Class<?>> marker, Supplier<String> version) {

        @Nullable
        String fault() {
            String found = found();
            if (found != null && isEnough(found)) {
                return null;
            }
            return "mistral4j needs " + name + " " + major + "." + minor + " or newer, but finds "
                    + (found == null ? "an older one" : found) + place()
                    + ": set its version in dependencyManagement, or import io.github.mistral4j:mistral4j-bom first (a platform in Gradle)";
        }

        private @Nullable String found() {
            try {
                return version.get();
            } catch (LinkageError e) {
                return null;
            }
        }

        private boolean isEnough(String found) {
            Matcher numbers = VERSION.matcher(found);
            if (!numbers.lookingAt()) {
                return true;
            }
            int foundMajor = Integer.parseInt(numbers.group(1));
            return foundMajor > major || foundMajor == major && Integer.parseInt(numbers.group(2)) >= minor;
        }

        private String place() {
            try {
                CodeSource source = marker.get().getProtectionDomain().getCodeSource();
                String path = source == null ? "" : source.getLocation().getPath();
                return path.isEmpty() ? "" : " in " + path.substring(path.lastIndexOf('/') + 1);
            } catch (LinkageError | RuntimeException e) {
                return "";
            }
        }
    }
}

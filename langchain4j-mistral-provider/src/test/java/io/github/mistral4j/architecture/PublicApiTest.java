package io.github.mistral4j.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mistral4j.MistralChatModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What applications can name is written down, so that a change of it is seen in review. */
@Tag("core-1.20")
class PublicApiTest {

    private static final Path WRITTEN = Path.of("api.txt");
    private static final Set<String> OF_OBJECT = Set.of("equals", "hashCode", "toString");

    @Test
    void the_public_api_is_as_it_is_written_down() throws Exception {
        List<String> found = api();
        if (Boolean.getBoolean("api.write")) {
            Files.write(WRITTEN, found);
        }

        assertThat(found)
                .as("api.txt; to write it anew: ./mvnw test -pl langchain4j-mistral-provider -am"
                        + " -Dtest=PublicApiTest -Dsurefire.failIfNoSpecifiedTests=false -Dapi.write=true")
                .isEqualTo(Files.readAllLines(WRITTEN));
    }

    private static List<String> api() throws IOException, URISyntaxException {
        Path classes = Path.of(MistralChatModel.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> file.endsWith(".class") && !file.contains("/internal/"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .sorted()
                    .map(PublicApiTest::load)
                    .filter(PublicApiTest::isVisible)
                    .flatMap(PublicApiTest::lines)
                    .toList();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, PublicApiTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static boolean isVisible(Class<?> type) {
        return isShown(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean isShown(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static Stream<String> lines(Class<?> type) {
        Stream<Member> members = Stream.of(type.getDeclaredFields(), type.getDeclaredConstructors(), inherited(type))
                .flatMap(Arrays::stream);
        return Stream.concat(
                Stream.of(text(type)),
                members.filter(member -> isShown(member.getModifiers())
                                && !member.isSynthetic()
                                && !OF_OBJECT.contains(member.getName()))
                        .map(PublicApiTest::text)
                        .distinct()
                        .sorted()
                        .map(line -> "    " + line));
    }

    /** Its own methods, and those that it has from a class that cannot be named. */
    private static Method[] inherited(Class<?> type) {
        Class<?> above = type.getSuperclass();
        boolean hidden = above != null
                && !isShown(above.getModifiers())
                && above.getName().startsWith("io.github.mistral4j");
        return hidden
                ? Stream.concat(Arrays.stream(type.getDeclaredMethods()), Arrays.stream(inherited(above)))
                        .toArray(Method[]::new)
                : type.getDeclaredMethods();
    }

    /** The same text on all JDKs: newer ones say by themselves what is sealed. */
    private static String text(Class<?> type) {
        return (type.isSealed() ? "sealed " : "") + type.toGenericString().replaceAll("(non-)?sealed ", "");
    }

    private static String text(Member member) {
        if (member instanceof Field field) {
            return field.toGenericString();
        } else if (member instanceof Constructor<?> constructor) {
            return constructor.toGenericString();
        }
        return ((Method) member).toGenericString();
    }
}

package io.github.mistral4j.readme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and the pages in docs show compiles, and names the version that this build makes. */
class ReadmeCodeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");

    static Stream<Arguments> javaBlocks() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        List<Arguments> blocks = new ArrayList<>();
        for (Path page : pages) {
            CodeBlock.of(Files.readAllLines(page)).stream()
                    .filter(block -> block.language().equals("java"))
                    .forEach(block -> blocks.add(Arguments.of(page.getFileName() + ":" + block.line(), block)));
        }
        return blocks.stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaBlocks")
    void a_java_block_compiles(String place, CodeBlock block, @TempDir Path target) {
        assertThat(problems(block, target)).isEmpty();
    }

    /** What the compiler says of it; nothing where it compiles. */
    static String problems(CodeBlock block, Path target) {
        String name = "Line" + block.line();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-d", target.toString(), "-proc:none", "--release", "17"),
                        null,
                        List.of(source(name, block.asJava(name))))
                .call();
        return compiled ? "" : "does not compile: " + messages;
    }

    @Test
    void the_dependency_to_add_is_the_one_that_this_build_makes() throws IOException {
        Matcher version = VERSION.matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertThat(version.find()).isTrue();
        assertThat(Files.readString(ROOT.resolve("README.md")))
                .contains("<version>" + version.group(1) + "</version>")
                .contains("io.github.mistral4j:langchain4j-mistral-provider:" + version.group(1));
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}

package io.github.mistral4j.readme;

import java.util.ArrayList;
import java.util.List;

/**
 * A fenced block of a Markdown file.
 *
 * @param line where it begins
 */
record CodeBlock(String language, String text, int line) {

    static List<CodeBlock> of(List<String> lines) {
        List<CodeBlock> blocks = new ArrayList<>();
        StringBuilder text = null;
        String language = "";
        int start = 0;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.startsWith("```")) {
                if (text != null) {
                    text.append(line).append('\n');
                }
            } else if (text == null) {
                text = new StringBuilder();
                language = line.substring(3).strip();
                start = i + 1;
            } else {
                blocks.add(new CodeBlock(language, text.toString(), start));
                text = null;
            }
        }
        return blocks;
    }

    /** A compilation unit: imports go to the top, loose statements into a method, types stand as they are. */
    String asJava(String className) {
        StringBuilder imports = new StringBuilder();
        StringBuilder rest = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            (line.startsWith("import ") ? imports : rest).append(line).append('\n');
        }
        boolean types = rest.toString()
                .lines()
                .anyMatch(line -> line.matches("(public |final |@)?.*\\b(class|interface|record) \\w+.*\\{"));
        String members = types ? rest.toString() : "void run() throws Exception {\n" + rest + "\n}\n";
        return imports + "@SuppressWarnings(\"unused\") class " + className + " {\n" + members + "}\n";
    }
}

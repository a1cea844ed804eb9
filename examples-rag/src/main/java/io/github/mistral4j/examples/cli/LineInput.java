package io.github.mistral4j.examples.cli;

import io.github.mistral4j.examples.store.PrivateFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** Lines that somebody types: on a terminal with editing and with the questions of before, else as they come. */
interface LineInput extends AutoCloseable {

    /** Null at the end. */
    @Nullable
    String next() throws IOException;

    @Override
    void close() throws IOException;

    static LineInput piped() {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return new LineInput() {
            @Override
            public @Nullable String next() throws IOException {
                return input.readLine();
            }

            @Override
            public void close() {}
        };
    }

    /** @param history the file that keeps the questions; only its owner can read it */
    static LineInput typed(Path history, List<String> commands, String prompt) throws IOException {
        PrivateFiles.open(history).close();
        TerminalBuilder builder = TerminalBuilder.builder().system(true);
        if (!System.getProperty("os.name").startsWith("Windows")) {
            // By stty, without a library that would have to be unpacked.
            builder.provider(TerminalBuilder.PROP_PROVIDER_EXEC);
        }
        Terminal terminal = builder.build();
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(commands))
                .variable(LineReader.HISTORY_FILE, history)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
        return new LineInput() {
            @Override
            public @Nullable String next() {
                while (true) {
                    try {
                        return reader.readLine(prompt);
                    } catch (UserInterruptException e) {
                        // Ctrl-C empties the line, as in a shell.
                    } catch (EndOfFileException e) {
                        return null;
                    }
                }
            }

            @Override
            public void close() throws IOException {
                terminal.close();
            }
        };
    }
}

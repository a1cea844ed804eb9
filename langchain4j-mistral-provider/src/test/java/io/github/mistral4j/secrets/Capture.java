package io.github.mistral4j.secrets;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Everything that a run says: each logger at its finest level, and whatever it is told besides. */
final class Capture implements AutoCloseable {

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final List<java.util.logging.Logger> javaLoggers = Stream.of(
                    "",
                    "okhttp3.OkHttpClient",
                    "okhttp3.internal.http2.Http2",
                    "okhttp3.internal.concurrent.TaskRunner")
            .map(java.util.logging.Logger::getLogger)
            .toList();
    private final List<java.util.logging.@Nullable Level> javaLevelsBefore =
            javaLoggers.stream().map(java.util.logging.Logger::getLevel).toList();
    private int javaLines;

    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            texts.add("log: " + event.getLoggerName() + " " + event.getFormattedMessage() + " "
                    + event.getMDCPropertyMap());
            if (event.getThrowableProxy() != null) {
                texts.add("log: " + ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    private final Handler handler = new Handler() {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            javaLines++;
            texts.add("java log: " + formatter.format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    Capture() {
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        handler.setLevel(java.util.logging.Level.ALL);
        javaLoggers.get(0).addHandler(handler);
        javaLoggers.forEach(logger -> logger.setLevel(java.util.logging.Level.ALL));
    }

    /** What an object says of itself. */
    <T> T object(T object) {
        texts.add("toString: " + object);
        return object;
    }

    /** All that an exception says: the whole chain with what is suppressed. */
    void failure(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        texts.add("exception: " + trace);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            texts.add("exception: " + cause.getMessage() + " " + cause.getLocalizedMessage() + " " + cause);
            for (Throwable suppressed : cause.getSuppressed()) {
                failure(suppressed);
            }
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    int javaLines() {
        return javaLines;
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        root.setLevel(levelBefore);
        javaLoggers.get(0).removeHandler(handler);
        for (int i = 0; i < javaLoggers.size(); i++) {
            javaLoggers.get(i).setLevel(javaLevelsBefore.get(i));
        }
    }
}

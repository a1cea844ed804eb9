package io.github.mistral4j.client.internal.threads;

import static java.lang.invoke.MethodHandles.filterReturnValue;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The context that langchain4j-core captures for work on other threads, from version 1.23 on, where the application has an
 * {@code ExecutorProvider} that does. Found by name: this package knows nothing of LangChain4j, and older versions have none.
 */
final class CapturedContext {

    private static final String PACKAGE = "dev.langchain4j.invocation.";
    private static final Executor HERE = Runnable::run;

    /** Gives an executor that runs its tasks in the context of now, {@link #HERE} when there is none. */
    private static final @Nullable MethodHandle CAPTURE = capture();

    private CapturedContext() {}

    static Runnable carry(Runnable task) {
        if (CAPTURE == null) {
            return task;
        }
        Executor within;
        try {
            within = (Executor) CAPTURE.invokeExact();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return within == HERE ? task : () -> within.execute(task);
    }

    private static @Nullable MethodHandle capture() {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> support = Class.forName(PACKAGE + "CapturedContextSupport");
            Class<?> context = Class.forName(PACKAGE + "InvocationContext");
            Class<?> builder = Class.forName(PACKAGE + "InvocationContext$Builder");
            MethodHandle begin = lookup.findStatic(context, "builder", methodType(builder));
            MethodHandle captured = lookup.findStatic(support, "captureInto", methodType(builder, builder));
            MethodHandle build = lookup.findVirtual(builder, "build", methodType(context));
            MethodHandle restoring =
                    lookup.findStatic(support, "restoringIn", methodType(Executor.class, Executor.class, context));
            MethodHandle now = filterReturnValue(filterReturnValue(begin, captured), build);
            return filterReturnValue(now, insertArguments(restoring, 0, HERE));
        } catch (ReflectiveOperationException | LinkageError e) {
            return null;
        }
    }
}

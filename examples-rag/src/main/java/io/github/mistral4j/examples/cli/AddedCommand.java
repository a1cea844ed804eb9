package io.github.mistral4j.examples.cli;

import java.util.concurrent.Callable;

/** A command that another module brings, found by {@link java.util.ServiceLoader}. */
public interface AddedCommand extends Callable<Integer> {}

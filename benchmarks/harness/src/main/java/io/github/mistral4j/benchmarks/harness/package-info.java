/** The stub server, the driver that runs the contenders in turn, and the worker that runs inside each contender's JVM. */
@NullMarked
package io.github.mistral4j.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

/** The programs that run the contenders in turn and print or judge what came out. */
@NullMarked
package io.github.mistral4j.benchmarks.harness.driver;

import org.jspecify.annotations.NullMarked;

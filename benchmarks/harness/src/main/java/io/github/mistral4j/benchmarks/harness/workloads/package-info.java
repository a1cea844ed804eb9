/** What contenders are made to do and what is measured of it, and the programs that run inside their JVMs. */
@NullMarked
package io.github.mistral4j.benchmarks.harness.workloads;

import org.jspecify.annotations.NullMarked;

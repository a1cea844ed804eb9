/** What a contender implements, what all of them send, and how JVMs that were started are spoken to. */
@NullMarked
package io.github.mistral4j.benchmarks.harness;

import org.jspecify.annotations.NullMarked;

/** Every fault at random, under many callers, for minutes: each call has to end in the right way and nothing may leak. */
@NullMarked
package io.github.mistral4j.benchmarks.soak;

import org.jspecify.annotations.NullMarked;

/** This provider under measurement, and the soak test. */
@NullMarked
package io.github.mistral4j.benchmarks.provider;

import org.jspecify.annotations.NullMarked;

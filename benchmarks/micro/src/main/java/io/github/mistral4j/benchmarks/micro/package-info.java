/** JMH benchmarks. */
@NullMarked
package io.github.mistral4j.benchmarks.micro;

import org.jspecify.annotations.NullMarked;

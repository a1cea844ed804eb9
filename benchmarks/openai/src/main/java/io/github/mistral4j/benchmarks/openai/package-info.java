/** openai-java under measurement. */
@NullMarked
package io.github.mistral4j.benchmarks.openai;

import org.jspecify.annotations.NullMarked;

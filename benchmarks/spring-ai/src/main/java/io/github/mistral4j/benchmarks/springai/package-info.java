/** spring-ai-mistral-ai under measurement. */
@NullMarked
package io.github.mistral4j.benchmarks.springai;

import org.jspecify.annotations.NullMarked;

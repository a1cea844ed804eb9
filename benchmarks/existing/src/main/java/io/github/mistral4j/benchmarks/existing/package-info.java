/** The module dev.langchain4j:langchain4j-mistral-ai under measurement. */
@NullMarked
package io.github.mistral4j.benchmarks.existing;

import org.jspecify.annotations.NullMarked;

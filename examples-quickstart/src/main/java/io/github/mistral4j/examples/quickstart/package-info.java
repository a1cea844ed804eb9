/** Programs of one file each that show one thing, with LangChain4j's own parts: {@code ./rag quickstart NAME}. */
@NullMarked
package io.github.mistral4j.examples.quickstart;

import org.jspecify.annotations.NullMarked;

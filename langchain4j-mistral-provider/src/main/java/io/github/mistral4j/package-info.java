/** LangChain4j's models on Mistral's API: what an application imports. */
@NullMarked
package io.github.mistral4j;

import org.jspecify.annotations.NullMarked;

/** A thin client of Mistral's HTTP API. It knows nothing of LangChain4j. */
@NullMarked
package io.github.mistral4j.client;

import org.jspecify.annotations.NullMarked;

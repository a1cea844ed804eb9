/** The models on LangChain4j 0.36. */
package io.github.mistral4j.core036;

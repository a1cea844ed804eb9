/** What Mistral has beyond the interfaces of LangChain4j. */
@NullMarked
package io.github.mistral4j.features;

import org.jspecify.annotations.NullMarked;

/** LangChain4j's own provider suites, against a scripted Mistral. */
@NullMarked
package io.github.mistral4j.suites;

import org.jspecify.annotations.NullMarked;

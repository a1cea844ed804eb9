/** The suites, and modes of suites, that LangChain4j has since core 1.20. */
@NullMarked
package io.github.mistral4j.suites.core120;

import org.jspecify.annotations.NullMarked;

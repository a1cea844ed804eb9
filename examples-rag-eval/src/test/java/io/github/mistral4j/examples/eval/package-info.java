/** What eval measures, and what it writes. */
package io.github.mistral4j.examples.eval;

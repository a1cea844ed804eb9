/** From a question to the passages that may answer it: by meaning, by words, and across languages. */
@NullMarked
package io.github.mistral4j.examples.search;

import org.jspecify.annotations.NullMarked;

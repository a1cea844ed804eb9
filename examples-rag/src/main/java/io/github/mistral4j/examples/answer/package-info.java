/** From a question to a checked answer: rewrite, route, retrieve, ask, check the citations. */
@NullMarked
package io.github.mistral4j.examples.answer;

import org.jspecify.annotations.NullMarked;

/** How an answer is put together, from one body or from the pieces of a stream. */
@NullMarked
package io.github.mistral4j.internal.answer;

import org.jspecify.annotations.NullMarked;

/** What is sent, down to the byte, and what is refused before anything is sent. */
@NullMarked
package io.github.mistral4j.requests;

import org.jspecify.annotations.NullMarked;

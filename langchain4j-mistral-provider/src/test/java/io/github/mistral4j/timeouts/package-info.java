/** Each limit of time ends the call that it is for. */
@NullMarked
package io.github.mistral4j.timeouts;

import org.jspecify.annotations.NullMarked;

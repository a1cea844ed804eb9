/** When a request may leave: the caller's own rate and what refusals taught. Knows nothing of HTTP. */
@NullMarked
package io.github.mistral4j.client.internal.pace;

import org.jspecify.annotations.NullMarked;

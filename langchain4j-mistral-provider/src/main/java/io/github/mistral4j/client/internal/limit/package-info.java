/** Time limits and the one thread that looks after all of them. Knows nothing of HTTP. */
@NullMarked
package io.github.mistral4j.client.internal.limit;

import org.jspecify.annotations.NullMarked;

/** No call holds a thread it does not need, and none outlives its client. */
@NullMarked
package io.github.mistral4j.threads;

import org.jspecify.annotations.NullMarked;

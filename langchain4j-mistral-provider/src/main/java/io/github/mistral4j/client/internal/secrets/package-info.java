/** The key, and what must not get into a message. */
@NullMarked
package io.github.mistral4j.client.internal.secrets;

import org.jspecify.annotations.NullMarked;

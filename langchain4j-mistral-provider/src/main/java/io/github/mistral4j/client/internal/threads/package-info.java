/** The client's threads, and what of the caller's comes along to them. */
@NullMarked
package io.github.mistral4j.client.internal.threads;

import org.jspecify.annotations.NullMarked;

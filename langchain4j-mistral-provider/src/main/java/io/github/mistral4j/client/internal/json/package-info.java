/** Bytes to wire types and back: the only place that knows the name of a field. */
@NullMarked
package io.github.mistral4j.client.internal.json;

import org.jspecify.annotations.NullMarked;

/** A streamed answer on its way from the client to a handler or a subscriber. Not part of the API. */
@NullMarked
package io.github.mistral4j.internal.streaming;

import org.jspecify.annotations.NullMarked;

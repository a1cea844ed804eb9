/** What is asked of the server for each endpoint: address, body, and how often it may be asked. */
@NullMarked
package io.github.mistral4j.client.internal.calls;

import org.jspecify.annotations.NullMarked;

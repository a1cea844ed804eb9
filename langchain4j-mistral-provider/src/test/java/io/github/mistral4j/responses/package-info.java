/** Chat over the Responses API: what is sent, how answers and streams are read, and counting tokens. */
@NullMarked
package io.github.mistral4j.responses;

import org.jspecify.annotations.NullMarked;

/** What becomes of connections between calls: kept, closed by the other side, shared, behind a proxy. */
@NullMarked
package io.github.mistral4j.connections;

import org.jspecify.annotations.NullMarked;

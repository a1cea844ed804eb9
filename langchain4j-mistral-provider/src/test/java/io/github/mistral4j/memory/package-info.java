/** What hostile servers may not do to the heap. */
@NullMarked
package io.github.mistral4j.memory;

import org.jspecify.annotations.NullMarked;

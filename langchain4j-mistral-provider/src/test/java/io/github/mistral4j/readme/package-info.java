/** What README and the pages in {@code docs} show is true. */
@NullMarked
package io.github.mistral4j.readme;

import org.jspecify.annotations.NullMarked;

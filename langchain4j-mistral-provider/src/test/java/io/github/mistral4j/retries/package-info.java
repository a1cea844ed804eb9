/** What is repeated, when and how often, and what never is. */
@NullMarked
package io.github.mistral4j.retries;

import org.jspecify.annotations.NullMarked;

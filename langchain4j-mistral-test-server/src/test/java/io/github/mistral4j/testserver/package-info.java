/** What the test server answers, and what it refuses as the real API does. */
@NullMarked
package io.github.mistral4j.testserver;

import org.jspecify.annotations.NullMarked;

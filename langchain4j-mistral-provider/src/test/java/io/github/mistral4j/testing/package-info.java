/** What the suites hear from the test server, and what this library does not send although the API would take it. */
@NullMarked
package io.github.mistral4j.testing;

import org.jspecify.annotations.NullMarked;

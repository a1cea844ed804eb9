/** What the test server is made of; not for use from outside. */
@NullMarked
package io.github.mistral4j.testserver.internal;

import org.jspecify.annotations.NullMarked;

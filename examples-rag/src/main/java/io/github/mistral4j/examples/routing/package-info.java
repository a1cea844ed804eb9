/** Which task a question is and which model takes it. */
@NullMarked
package io.github.mistral4j.examples.routing;

import org.jspecify.annotations.NullMarked;

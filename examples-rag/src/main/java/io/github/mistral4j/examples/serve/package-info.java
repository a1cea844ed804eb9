/** A web page over the same service that the commands use, and the small HTTP interface it talks to. */
@NullMarked
package io.github.mistral4j.examples.serve;

import org.jspecify.annotations.NullMarked;

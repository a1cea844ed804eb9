/** Settings, the connection to the API, and the assembly of the parts; what a command, a web page or a test starts from. */
@NullMarked
package io.github.mistral4j.examples.app;

import org.jspecify.annotations.NullMarked;

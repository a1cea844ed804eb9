/** What a server or a connection can get wrong, and the exception that says so. */
@NullMarked
package io.github.mistral4j.errors;

import org.jspecify.annotations.NullMarked;

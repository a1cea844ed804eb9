/** An application moves to Mistral by another builder and nothing else. */
@NullMarked
package io.github.mistral4j.swap;

import org.jspecify.annotations.NullMarked;

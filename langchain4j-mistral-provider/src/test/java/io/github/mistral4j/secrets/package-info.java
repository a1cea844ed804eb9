/** No key, prompt or answer comes out where it does not belong. */
@NullMarked
package io.github.mistral4j.secrets;

import org.jspecify.annotations.NullMarked;

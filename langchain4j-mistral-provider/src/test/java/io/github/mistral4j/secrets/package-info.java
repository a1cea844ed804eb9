@NullMarked
package io.github.mistral4j.secrets;

import org.jspecify.annotations.NullMarked;

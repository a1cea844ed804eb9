@NullMarked
package io.github.mistral4j.swap;

import org.jspecify.annotations.NullMarked;

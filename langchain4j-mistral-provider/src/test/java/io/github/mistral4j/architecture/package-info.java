@NullMarked
package io.github.mistral4j.architecture;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.mistral4j.readme;

import org.jspecify.annotations.NullMarked;

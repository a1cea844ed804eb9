@NullMarked
package io.github.mistral4j.streams;

import org.jspecify.annotations.NullMarked;

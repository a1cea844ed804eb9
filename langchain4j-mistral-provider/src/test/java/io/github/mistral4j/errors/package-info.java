@NullMarked
package io.github.mistral4j.errors;

import org.jspecify.annotations.NullMarked;

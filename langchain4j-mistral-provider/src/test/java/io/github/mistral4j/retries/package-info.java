@NullMarked
package io.github.mistral4j.retries;

import org.jspecify.annotations.NullMarked;

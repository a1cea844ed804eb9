@NullMarked
package io.github.mistral4j.threads;

import org.jspecify.annotations.NullMarked;

@NullMarked
package io.github.mistral4j.recordings;

import org.jspecify.annotations.NullMarked;

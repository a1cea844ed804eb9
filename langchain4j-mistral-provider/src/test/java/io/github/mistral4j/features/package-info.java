@NullMarked
package io.github.mistral4j.features;

import org.jspecify.annotations.NullMarked;

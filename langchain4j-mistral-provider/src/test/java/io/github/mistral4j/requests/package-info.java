@NullMarked
package io.github.mistral4j.requests;

import org.jspecify.annotations.NullMarked;

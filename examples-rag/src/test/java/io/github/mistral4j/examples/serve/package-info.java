@NullMarked
package io.github.mistral4j.examples.serve;

import org.jspecify.annotations.NullMarked;

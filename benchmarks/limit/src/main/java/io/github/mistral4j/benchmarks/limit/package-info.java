/** OkHttp with prepared bodies and as little parsing as gets the answer out. */
@NullMarked
package io.github.mistral4j.benchmarks.limit;

import org.jspecify.annotations.NullMarked;

/**
 * Chat over {@code POST /v1/responses}, and exact token counts. Chat completions, in the package above, take more parameters and are
 * what most servers offer; these models are for those that offer the other way only or better.
 */
@NullMarked
package io.github.mistral4j.responses;

import org.jspecify.annotations.NullMarked;

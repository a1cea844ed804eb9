/** Between LangChain4j's types and those of the wire. Not part of the API: anything here may change in any version. */
@NullMarked
package io.github.mistral4j.internal;

import org.jspecify.annotations.NullMarked;

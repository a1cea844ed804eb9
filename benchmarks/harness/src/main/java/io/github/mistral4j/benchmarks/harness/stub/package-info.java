/** The server that answers with prepared bytes, in a process of its own: over cleartext, TLS and HTTP/2. */
@NullMarked
package io.github.mistral4j.benchmarks.harness.stub;

import org.jspecify.annotations.NullMarked;

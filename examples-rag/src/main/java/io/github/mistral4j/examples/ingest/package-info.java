/** From a folder of documents to an index; only what changed, a batch at a time. */
@NullMarked
package io.github.mistral4j.examples.ingest;

import org.jspecify.annotations.NullMarked;

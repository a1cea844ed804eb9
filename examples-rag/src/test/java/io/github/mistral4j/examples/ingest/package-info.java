/** Which documents are read anew, and what happens to those that cannot be. */
package io.github.mistral4j.examples.ingest;

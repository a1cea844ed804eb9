/** What is read of documents: text, places, passages. */
package io.github.mistral4j.examples.documents;

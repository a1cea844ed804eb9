/** Words of two languages, found by one another. */
package io.github.mistral4j.examples.language;

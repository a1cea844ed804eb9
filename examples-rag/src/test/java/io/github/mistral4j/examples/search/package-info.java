/** Which passages are found. */
package io.github.mistral4j.examples.search;

/** The example as a whole, without a key. */
package io.github.mistral4j.examples.springboot;

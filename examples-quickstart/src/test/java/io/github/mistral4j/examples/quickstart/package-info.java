/** Each program runs without a key and says what it should. */
package io.github.mistral4j.examples.quickstart;

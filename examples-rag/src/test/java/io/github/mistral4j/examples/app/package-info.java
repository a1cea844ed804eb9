/** The application as a whole, against a server that records. */
package io.github.mistral4j.examples.app;

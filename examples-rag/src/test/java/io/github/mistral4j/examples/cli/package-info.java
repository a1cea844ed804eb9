/** What the commands print. */
package io.github.mistral4j.examples.cli;

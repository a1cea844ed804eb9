/** Which model a question goes to. */
package io.github.mistral4j.examples.routing;

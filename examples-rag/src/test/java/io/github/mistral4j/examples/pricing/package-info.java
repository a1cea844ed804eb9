/** What an answer costs. */
package io.github.mistral4j.examples.pricing;

/** What is blacked out of a text, and what is left alone. */
package io.github.mistral4j.client.internal.secrets;

/**
 * A stand-in for the Mistral API on loopback, for tests without a key: {@link
 * io.github.mistral4j.testserver.MistralTestServer} answers what it is told to and refuses what the real API refuses.
 */
@NullMarked
package io.github.mistral4j.testserver;

import org.jspecify.annotations.NullMarked;

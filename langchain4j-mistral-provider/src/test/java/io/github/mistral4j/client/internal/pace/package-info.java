/** Pacing in virtual time, against servers that count in many ways. */
package io.github.mistral4j.client.internal.pace;

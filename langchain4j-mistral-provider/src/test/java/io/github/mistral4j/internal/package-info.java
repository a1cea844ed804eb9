/** Ids of tool calls, on any conversation. */
package io.github.mistral4j.internal;

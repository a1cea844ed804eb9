/** Numbers and bytes of JSON, one at a time. */
package io.github.mistral4j.client.internal.json;

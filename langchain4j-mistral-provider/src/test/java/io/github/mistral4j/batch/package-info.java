/** Jobs of many requests: started once, awaited, their results in order. */
package io.github.mistral4j.batch;
